// title-en: The quality of instructions by six criteria
// title-ru: Качество поручений по шести критериям
// title-kk: Тапсырмалардың сапасы: алты өлшемшарт
// description-en: Six rows an instruction, one for each criterion of the Government's rules. The
//   rating is an analyst's and stands here only where it has been entered: the latest one of that
//   day or earlier. A query rates nothing. Beside it stands what the graph holds. Concrete result:
//   a figure, or what is counted. Realistic deadline: a last day, an urgency, or silence.
//   Resourced: who pays for the undertaking, or money told of it. Fits strategic documents: a legal
//   basis, a programme, a legal instrument. Worked through: proposals, results and legal drafts on
//   the task in documents surely earlier. No duplicate: duties on the task, on a wider one or a
//   part of it, and what our links call the same, in this document or in one surely not later.
//   Nothing found does not mean that there is nothing. The undertaking is what the instruction is
//   about, or what its task serves or enables. Instructions are those of the query instructions. A
//   bearer, issuer or speaker that the text does not name is shown as not stated; what we conclude
//   stands in columns of its own; ratings and links are ours, and gone without inferences. As of a
//   day, a document counts by its stated date or by our span for it; one that may be later, or that
//   has no date once inferences are left out, makes 'perhaps' of each row that it is found in.
// description-ru: По шесть строк на поручение, по одной на критерий правил Правительства. Оценку
//   даёт аналитик, и она стоит здесь, только если внесена: самая поздняя не позже этого дня. Сам
//   запрос ничего не оценивает. Рядом стоит то, что есть в графе. Конкретный результат: число или
//   показатель. Реалистичный срок: последний день, срочность или молчание. Обеспеченность: кто
//   платит за начинание или сказанное о деньгах на него. Соответствие стратегическим документам:
//   правовое основание, программа, правовой документ. Проработанность: предложения, результаты и
//   проекты документов по задаче в заведомо более ранних документах. Отсутствие дублирования:
//   обязанности по той же, более широкой задаче или её части и то, что по нашим связям то же самое,
//   в этом документе или в заведомо не более позднем. Если ничего не найдено, это не значит, что
//   ничего нет. Начинание — то, о чём поручение, или то, чему служит либо открывает путь его
//   задача. Поручения те же, что в запросе instructions. Если текст не называет, кто обязан, кто
//   поручил или кто сказал, так и показано; наши выводы стоят в отдельных столбцах; оценки и связи
//   наши, без выводов их нет. На дату документ считается по названной дате или по нашему
//   промежутку; если он может быть и позже или без выводов остаётся без даты, каждая строка с ним
//   помечена «возможно».
// description-kk: Әр тапсырмаға алты жол: Үкімет қағидаларының әр өлшемшартына бір жол. Бағаны
//   талдаушы қояды, ол енгізілген жерде ғана тұрады: сол күннен кеш емес ең соңғысы. Сұраудың өзі
//   ештеңені бағаламайды. Жанында графта бары тұрады. Нақты нәтиже: сан не көрсеткіш. Шынайы
//   мерзім: соңғы күні, шұғылдығы не үнсіздік. Ресурспен қамтамасыз етілуі: іске кім төлейтіні не
//   оның қаржысы туралы айтылғаны. Стратегиялық құжаттарға сәйкестігі: құқықтық негіз, бағдарлама,
//   құқықтық құжат. Пысықталуы: анық ертерек құжаттардағы сол міндет бойынша ұсыныстар, нәтижелер,
//   құжат жобалары. Қайталанбауы: сол міндет, одан кеңірегі не оның бөлігі бойынша міндеттер және
//   біздің байланыс бойынша дәл сондай айтылғаны, осы құжатта не анық кейін емес құжатта. Ештеңе
//   табылмауы ештеңе жоқ дегенді білдірмейді. Іс дегеніміз — тапсырма не туралы болса, сол, не оның
//   міндеті қызмет ететін немесе жол ашатын іс. Тапсырмалар instructions сұрауындағыдай. Мәтін
//   кімге жүктелгенін, кім бергенін не кім айтқанын атамаса, солай көрсетіледі; біздің
//   қорытындыларымыз бөлек бағандарда тұрады; бағалар мен байланыстар біздікі, қорытындысыз олар
//   болмайды. Белгілі күнге құжат айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы
//   мүмкін немесе қорытындысыз күні қалмаған құжат табылған әр жол «мүмкін» деп белгіленеді.
// parameter: claim (iri of Claim = null) — only this instruction | только это поручение | тек осы
//   тапсырма
// parameter: document (iri of Document = null) — only this document | только этот документ | тек
//   осы құжат
// parameter: actor (iri of Actor or Post = null) — only those who must, stated or inferred | только
//   на ком лежит, названо или выведено | тек кімге жүктелгені, аталғаны не қорытылғаны
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: what
// column: claim
// column: criterion (term) — Criterion | Критерий | Өлшемшарт
// column: rating (term) — Rating | Оценка | Бағасы
// column: reason (text) — Why so rated | Почему такая оценка | Неге бұлай бағаланды
// column: assessed_as_of (date) — Assessed as of | Оценено на день | Бағаланған күн
// column: rated_on (things) — Evidence for the rating | На чём основана оценка | Бағаның дәлелі
// column: in_graph (terms) — In the graph | Что есть в графе | Графта бары
// column: found (claims) — Found in | Где найдено | Қайда табылды
// column: named (things) — What is named there | Что там названо | Онда не аталған
// column: counts
// column: bearer
// column: bearer_inferred
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: document
// column: passages
// table: what criterion rating in_graph found claim
// finish: chronological
// order: yes
// by: document
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
CALL () {
  WITH 1 AS once WHERE $claim IS NOT NULL
  MATCH (c:Resource {iri: $claim}) RETURN c
  UNION
  WITH 1 AS once WHERE $claim IS NULL AND $document IS NOT NULL
  MATCH (:Resource {iri: $document})<-[:IN_DOCUMENT]-(c:Claim) RETURN c
  UNION
  WITH 1 AS once WHERE $claim IS NULL AND $document IS NULL AND $actor IS NOT NULL
  MATCH (:Resource {iri: $actor})<-[:BEARER]-(via1:Duty)
  MATCH (via1)<-[:STATES]-(c:Claim) RETURN c
  UNION
  WITH 1 AS once WHERE $claim IS NULL AND $document IS NULL AND $actor IS NOT NULL AND $inferences
  MATCH (:Resource {iri: $actor})<-[:VALUE]-(via2:Inference)
  MATCH (via2)-[:CONCERNS]->(via3:Duty)
  MATCH (via3)<-[:STATES]-(c:Claim)
  RETURN c
  UNION
  WITH 1 AS once WHERE $claim IS NULL AND $document IS NULL AND $actor IS NULL
  MATCH (:Duty)<-[:STATES]-(c:Claim) RETURN c
}
CALL () {
  MATCH (currency:Resource {iri: 'http://qudt.org/vocab/quantitykind/Currency'})
  MATCH (currency)<-[:HAS_QUANTITY_KIND]-(unit)
  RETURN collect(split(unit.iri, '#')[-1]) AS money
}
WITH mn, money, c WHERE c.act IN ['instructs', 'enacts', 'reports', 'reminds']
MATCH (c)-[:STATES]->(s:Duty)
MATCH (c)-[:IN_DOCUMENT]->(d:Document)
WHERE $document IS NULL OR d.iri = $document
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, money, c, s, d, min(dating.earliest) AS issued_earliest,
  max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:DUE]->(t)
WITH *, COLLECT {
  UNWIND [c, s, t] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded
WITH *, [(s)-[:BEARER]->(x) | x.iri] AS bearers,
  [i IN concluded WHERE i.of = 'bearer' | i.is] AS bearers_inferred,
  [i IN concluded WHERE i.of IN ['strictEnd', 'lenientEnd'] AND i.is IS NOT NULL | i.is] AS ends
WHERE $actor IS NULL OR $actor IN bearers OR $actor IN bearers_inferred
WITH *, CASE WHEN t.strictEnd IS NOT NULL OR t.lenientEnd IS NOT NULL THEN 'lastDayStated'
    WHEN size(ends) > 0 THEN 'lastDayInferred'
    WHEN t.urgency IS NOT NULL THEN 'urgencyOnly'
    WHEN t IS NOT NULL THEN 'dayNotReckoned' END AS deadline,
  [(s)-[:TASK|ABOUT]->(w) | w] + [(s)-[:TASK|ABOUT]->()-[:SERVES|ENABLES]->(w) | w] AS near
WITH *, [(s)-[:QUANTITY]->(x) WHERE x.lower IS NOT NULL OR x.upper IS NOT NULL |
    {of: 'concreteResult', term: 'figureNamed', claim: c.iri, named: x.iri}] +
  [(s)-[:QUANTITY]->(x) WHERE x.universal AND x.lower IS NULL AND x.upper IS NULL |
    {of: 'concreteResult', term: 'allWithoutFigure', claim: c.iri, named: x.iri}] +
  [(s)-[:INDICATOR]->(x) |
    {of: 'concreteResult', term: 'indicatorNamed', claim: c.iri, named: x.iri}] +
  [(s)-[:LEGAL_BASIS]->(x) |
    {of: 'fitsStrategy', term: 'legalBasisNamed', claim: c.iri, named: x.iri}] +
  CASE WHEN deadline IS NULL THEN [] ELSE
    [{of: 'realisticDeadline', term: deadline, claim: c.iri, named: t.iri}] END +
COLLECT {
  UNWIND near AS w
  MATCH (w)-[:PART_OF*0..]->(x:LegalInstrument|Programme)
  RETURN {of: 'fitsStrategy', term: CASE WHEN x:Programme THEN 'partOfProgramme'
    ELSE 'legalInstrumentNamed' END, claim: c.iri, named: x.iri}
} AS own
CALL (money, s, d, earliest, near) {
  CALL (money, s, near) {
    MATCH (s)-[:TASK|ABOUT]->(x:Task)<-[:TASK|ABOUT]-(o:Proposal|Result)
    RETURN 'workedThrough' AS of, CASE WHEN o:Proposal THEN 'proposedBefore'
      ELSE 'resultBefore' END AS term, o, x
    UNION
    UNWIND near + [(s)-[:LEGAL_BASIS]->(w) | w] AS x
    MATCH (x:LegalInstrument)<-[:ABOUT]-(o:Result)
    WHERE o.stage IN ['drafted', 'submitted']
    RETURN 'workedThrough' AS of, 'draftedBefore' AS term, o, x
    UNION
    UNWIND near AS u
    MATCH (u:Undertaking)<-[:UNDERTAKING]-(o:Involvement)
    WHERE o.role IN ['funds', 'investor']
    OPTIONAL MATCH (o)-[:ACTOR]->(x)
    RETURN 'resourced' AS of, 'funderNamed' AS term, o, x
    UNION
    UNWIND near AS u
    MATCH (u:Undertaking|Task)<-[:TASK|ABOUT]-(o:Statement)
    MATCH (o)-[:INDICATOR]->(i)
    WHERE o <> s AND i.unit IN money
    OPTIONAL MATCH (o)-[:QUANTITY]->(x)
    RETURN 'resourced' AS of, 'moneyTold' AS term, o, x
    UNION
    MATCH (s)-[:TASK]->(t)-[:BROADER_TASK*0..]->(x:Task)<-[:TASK]-(o:Duty)
    WHERE o <> s
    RETURN 'noDuplicate' AS of, CASE WHEN x = t THEN 'sameTask'
      ELSE 'widerOrPartDemanded' END AS term, o, x
    UNION
    MATCH (s)-[:TASK]->(:Task)<-[:BROADER_TASK*1..]-(x:Task)<-[:TASK]-(o:Duty)
    WHERE o <> s
    RETURN 'noDuplicate' AS of, 'widerOrPartDemanded' AS term, o, x
    UNION
    MATCH (s)<-[side:SOURCE|TARGET]-(l:Link)-[:SOURCE|TARGET]->(o)
    WHERE $inferences AND o <> s AND (l.kind = 'restates'
      OR l.kind = 'follows' AND type(side) = 'SOURCE' AND o:Duty)
    RETURN 'noDuplicate' AS of, l.kind + 'ByLink' AS term, o, null AS x
  }
  MATCH (o)<-[:STATES]-(c2:Claim)
  MATCH (c2)-[:IN_DOCUMENT]->(d2:Document)
  WITH d, d2, earliest, collect({of: of, claim: c2.iri, named: x.iri,
    term: CASE WHEN term <> 'sameTask' THEN term WHEN c2.act IN ['instructs', 'enacts']
      THEN 'instructedToo' ELSE 'demandedToo' END}) AS told
  OPTIONAL MATCH (d2)<-[:CONCERNS]-(dating2:Inference)
  WHERE $inferences AND EXISTS { (dating2)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH d, d2, earliest, told, min(dating2.earliest) AS issued_earliest_2,
    max(dating2.latest) AS issued_latest_2
  WITH *, coalesce(d2.issued, issued_earliest_2) AS earliest_2, coalesce(d2.issued, issued_latest_2)
    AS latest_2
  WHERE $as_of IS NULL OR earliest_2 IS NULL OR earliest_2 <= $as_of
  UNWIND told AS f
  WITH * WHERE CASE f.of WHEN 'workedThrough' THEN latest_2 < earliest
    WHEN 'noDuplicate' THEN d2 = d OR latest_2 <= earliest ELSE true END
  RETURN collect({of: f.of, term: f.term, claim: f.claim, named: f.named,
    late: $as_of IS NOT NULL AND NOT coalesce(latest_2 <= $as_of, false)}) AS others
}
WITH *, COLLECT {
  UNWIND [c, s] AS about
  MATCH (about)<-[:OF]-(a:Assessment)
  WHERE $inferences AND a.rating IS NOT NULL AND ($as_of IS NULL OR a.assessedAsOf <= $as_of)
  RETURN {of: a.criterion, rating: a.rating, reason: a['reason_' + $lang], day: a.assessedAsOf,
    on: [(a)-[:EVIDENCE]->(x) | x.iri]}
  ORDER BY coalesce(toString(a.assessedAsOf), '') DESC, a.iri DESC
} AS assessed
UNWIND ['workedThrough', 'fitsStrategy', 'concreteResult', 'realisticDeadline', 'resourced',
  'noDuplicate'] AS criterion
WITH *, [f IN own + others WHERE f.of = criterion] AS holds,
  [r IN assessed WHERE r.of = criterion][0] AS rated
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  s['gist_' + $lang] AS what, c.iri AS claim, mn + criterion AS criterion,
  coalesce(rated.rating, 'notAssessed') AS rating, rated.reason AS reason,
  rated.day AS assessed_as_of, rated.on AS rated_on,
  CASE WHEN size(holds) > 0 THEN [f IN holds | f.term]
    WHEN criterion = 'realisticDeadline' AND s.due_unstated THEN ['unstated']
    ELSE ['nothingFound'] END AS in_graph,
  [f IN holds | f.claim] AS found, [f IN holds | f.named] AS named,
  CASE WHEN $as_of IS NULL OR latest <= $as_of
    AND none(f IN others WHERE f.of = criterion AND f.late) THEN 'certain'
    ELSE 'possible' END AS counts,
  bearers + CASE WHEN s.bearer_unstated THEN [mn + 'unstated'] ELSE [] END AS bearer,
  bearers_inferred AS bearer_inferred,
  CASE WHEN s.due_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
