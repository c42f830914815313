// title-en: Proposals and whether anything followed
// title-ru: Предложения и последовало ли что-то за ними
// title-kk: Ұсыныстар және олардан кейін бірдеңе болды ма
// description-en: Each proposal with whatever was told later of the same task or undertaking, or
//   was linked by us as fulfilling it, following it or saying it again. That a later text speaks
//   of the same task does not mean that the proposal was accepted; what is so linked by us, our
//   reason says. A proposal after which nothing was told has an empty second half: nothing was
//   found, which is no refusal. Later means surely later: from the latest day of the one
//   document to the earliest day of the other; only what fulfils or follows by our link needs no
//   date. Without inferences our links count for nothing. A proposer or speaker that the text
//   does not name is shown as not stated; what we conclude stands in columns of its own. As of a
//   day, a document counts by its stated date or by our span for it; one that may be later, or
//   that has no date once inferences are left out, counts as 'perhaps', and so does a row of
//   which either document does.
// description-ru: Каждое предложение и всё, что позже сказано о той же задаче или начинании или
//   по нашей связи его исполняет, продолжает или повторяет. Если поздний текст говорит о той же
//   задаче, это ещё не значит, что предложение принято; для наших связей приведено обоснование.
//   У предложения, после которого ничего не сказано, вторая половина пустая: ничего не найдено,
//   а не отказано. Позже значит наверняка позже: от самого позднего дня одного документа до
//   самого раннего дня другого; даты не нужны лишь тому, что по нашей связи исполняет или
//   продолжает. Без выводов наши связи не считаются. Если текст не называет, кто предлагает или
//   кто сказал, так и показано; наши выводы стоят в отдельных столбцах. На дату документ
//   считается по названной дате или по нашему промежутку; если он может быть и позже или без
//   выводов остаётся без даты, он помечен «возможно», как и строка, где так помечен хотя бы один
//   из двух.
// description-kk: Әр ұсыныс және сол міндет не бастама туралы кейін айтылған, не біздің байланыс
//   бойынша оны орындайтын, жалғастыратын не қайталайтын мәлімдемелер. Кейінгі мәтін сол
//   міндетті айтса, ұсыныс қабылданды деген сөз емес; біздің байланыстың негіздемесі қасында
//   тұрады. Кейін ештеңе айтылмаған ұсыныстың екінші жартысы бос: ештеңе табылмады деген сөз,
//   бас тарту емес. Кейін дегені анық кейін дегенді білдіреді: бір құжаттың ең кеш күнінен
//   екіншісінің ең ерте күніне дейін; күн біздің байланыс бойынша орындайтын не жалғастыратын
//   мәлімдемеге ғана қажет емес. Қорытындысыз біздің байланыстар есептелмейді. Мәтін кім
//   ұсынғанын не кім айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек
//   бағандарда тұрады. Белгілі күнге құжат айтылған күнімен не біздің аралықпен есептеледі;
//   кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді, екі
//   құжаттың бірі сондай болса, жол да солай белгіленеді.
// parameter: undertaking (iri of Undertaking or Task = null) — only proposals on this
//   undertaking or task | только предложения об этом начинании или задаче | тек осы бастама не
//   міндет туралы ұсыныстар
// parameter: proposer (iri of Actor or Post = null) — only proposals of this actor or post |
//   только предложения этого участника или должности | тек осы қатысушы не лауазымның ұсыныстары
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: proposer (things) — Who proposes | Кто предлагает | Кім ұсынады
// column: proposer_inferred (things) — Inferred: who proposes | Вывод: кто предлагает |
//   Қорытынды: кім ұсынады
// column: what
// column: task
// column: about (things) — About | О чём | Не туралы
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// column: relation (term) — How related | Как связано | Қалай байланысты
// column: why (text) — Our reason | Наше обоснование | Біздің негіздеме
// column: what_2 (text) — What followed | Что последовало | Кейін не болды
// column: kind_2 (terms) — Kind of it | Вид последующего | Кейінгісінің түрі
// column: act_2 (term) — Speech act, later | Речевой акт, позже | Сөз актісі, кейін
// column: stage_2 (term) — Stage, later | Стадия, позже | Кезеңі, кейін
// column: issued_2 (date) — Later document's date | Дата позднего документа | Кейінгі құжаттың
//   күні
// column: issued_earliest_2 (date) — Inferred: later, not before | Вывод: поздний, не раньше |
//   Қорытынды: кейінгі, ең ертесі
// column: issued_latest_2 (date) — Inferred: later, not after | Вывод: поздний, не позже |
//   Қорытынды: кейінгі, ең кеші
// column: claim_2 (claim) — Later claim | Позднее утверждение | Кейінгі мәлімдеме
// column: document_2 (document) — Later document | Поздний документ | Кейінгі құжат
// column: passages_2 (passages) — Passage in the later one | Место в позднем | Кейінгі мәтіндегі
//   орны
// table: issued proposer what claim relation what_2 act_2 claim_2
// finish: chronological
// order: yes
// reads: everything
// by: document
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  UNWIND CASE WHEN $undertaking IS NULL AND
    ($proposer IS NULL OR $proposer = mn + 'unstated') AND $among IS NULL THEN [1] ELSE [] END
    AS every
  MATCH (s:Proposal)
  RETURN s
  UNION
  UNWIND coalesce($among, []) AS one
  MATCH (:Resource {iri: one})<-[:IN_DOCUMENT]-(told:Claim)
  MATCH (told)-[:STATES]->(s:Proposal)
  RETURN s
  UNION
  WITH mn, $undertaking AS asked WHERE asked IS NOT NULL
  MATCH (:Resource {iri: asked})<-[:ABOUT|TASK]-(s:Proposal)
  RETURN s
  UNION
  WITH mn, $undertaking AS asked WHERE asked IS NOT NULL
  MATCH (:Resource {iri: asked})<-[:SERVES]-(via1:Task)
  MATCH (via1)<-[:ABOUT|TASK]-(s:Proposal)
  RETURN s
  UNION
  WITH mn, $proposer AS asked WHERE asked IS NOT NULL AND $undertaking IS NULL
  MATCH (:Resource {iri: asked})<-[:PROPOSER]-(s:Proposal)
  RETURN s
  UNION
  WITH mn, $proposer AS asked WHERE asked IS NOT NULL AND $undertaking IS NULL
  MATCH (:Resource {iri: asked})<-[:VALUE]-(via2:Inference)
  MATCH (via2)-[:CONCERNS]->(s:Proposal)
  RETURN s
}
WITH mn, s
WHERE $proposer IS NULL OR ($proposer = mn + 'unstated' AND s.proposer_unstated)
  OR EXISTS { MATCH (s)-[:PROPOSER]->(x) WHERE x.iri = $proposer }
  OR ($inferences AND EXISTS {
    MATCH (s)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:VALUE]->(x)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE x.iri = $proposer AND p.iri = mn + 'proposer' })
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
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
OPTIONAL CALL (s, latest) {
  CALL (s) {
    MATCH (s)<-[:TARGET]-(l:Link)
    MATCH (l)-[:SOURCE]->(r:Statement)
    WHERE $inferences AND l.kind IN ['fulfils', 'follows']
    RETURN r, CASE l.kind WHEN 'fulfils' THEN 1 ELSE 2 END AS rank
    UNION
    MATCH (s)<-[:SOURCE|TARGET]-(l:Link {kind: 'restates'})-[:SOURCE|TARGET]->(r:Statement)
    WHERE $inferences AND r <> s
    RETURN r, 3 AS rank
    UNION
    MATCH (s)-[:TASK|ABOUT]->(:Task)<-[:TASK|ABOUT]-(r:Statement)
    RETURN r, 4 AS rank
    UNION
    MATCH (s)-[:ABOUT|TASK|SERVES*1..2]->(u:Undertaking)
      <-[:ABOUT|UNDERTAKING|TASK|SERVES*1..2]-(r:Statement)
    RETURN r, 5 AS rank
  }
  WITH s, latest, r, min(rank) AS rank
  MATCH (r)<-[:STATES]-(c2:Claim)
  MATCH (c2)-[:IN_DOCUMENT]->(d2:Document)
  OPTIONAL MATCH (d2)<-[:CONCERNS]-(dating2:Inference)
  WHERE $inferences AND EXISTS { (dating2)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH s, latest, r, rank, c2, d2, min(dating2.earliest) AS issued_earliest_2,
    max(dating2.latest) AS issued_latest_2
  WITH *, coalesce(d2.issued, issued_earliest_2) AS earliest_2, coalesce(d2.issued, issued_latest_2)
    AS latest_2, ['fulfils', 'follows', 'restates', 'sameTask', 'sameUndertaking'][rank - 1]
    AS relation
  WHERE ($as_of IS NULL OR earliest_2 IS NULL OR earliest_2 <= $as_of)
    AND (rank < 3 OR earliest_2 > latest)
  OPTIONAL MATCH (r)<-[side:SOURCE|TARGET]-(link:Link)-[:SOURCE|TARGET]->(s)
  WHERE $inferences AND link.kind = relation
    AND (relation = 'restates' OR type(side) = 'SOURCE')
  RETURN relation, link['reason_' + $lang] AS why, r['gist_' + $lang] AS what_2,
    r.types AS kind_2, c2.act AS act_2, r.stage AS stage_2, d2.issued AS issued_2,
    issued_earliest_2 AS issued_earliest_2, issued_latest_2 AS issued_latest_2,
    latest_2 AS latest_2, c2.iri AS claim_2, d2.iri AS document_2,
    [(c2)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages_2
}
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR (latest <= $as_of AND (claim_2 IS NULL OR latest_2 <= $as_of))
    THEN 'certain' ELSE 'possible' END AS counts,
  [(s)-[:PROPOSER]->(x) | x.iri] +
    CASE WHEN s.proposer_unstated THEN [mn + 'unstated'] ELSE [] END AS proposer,
  [i IN concluded WHERE i.of = 'proposer' | i.is] AS proposer_inferred,
  s['gist_' + $lang] AS what,
  [(s)-[:TASK]->(x) | x.iri] +
    CASE WHEN s.task_unstated THEN [mn + 'unstated'] ELSE [] END AS task,
  [(s)-[:ABOUT]->(x) | x.iri] AS about,
  CASE WHEN s.due_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages,
  relation AS relation, why AS why, what_2 AS what_2, kind_2 AS kind_2, act_2 AS act_2,
  stage_2 AS stage_2, issued_2 AS issued_2, issued_earliest_2 AS issued_earliest_2,
  issued_latest_2 AS issued_latest_2, claim_2 AS claim_2, document_2 AS document_2,
  passages_2 AS passages_2
