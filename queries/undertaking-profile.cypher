// title-en: Profile of an undertaking
// title-ru: Профиль начинания
// title-kk: Бастама бейіні
// description-en: Everything that stands to an undertaking or task in the documents, and in which
//   role: who carries it out, funds or supervises it, must or may do something for it, answers for
//   a target or result of it, gave, proposed or gains. Each statement is listed once for every
//   role and whoever has it; one that gives nobody a part is listed as being about it. The way
//   tells how the statement belongs to it: about it, a role in it, on it as a task or as the legal
//   basis, or through a task that serves or enables it, a narrower task, or a part however deep;
//   these stand beside it. A role or a way that we infer is marked. Silence about a role that the
//   text could have filled is shown as not stated. As of a day, a document counts by its stated
//   date or by our span for it; one that may be later, or that has no date once inferences are
//   left out, counts as 'perhaps'.
// description-ru: Всё, что в документах связано с начинанием или задачей, и в какой роли: кто
//   ведёт, финансирует или контролирует, кто обязан или вправе что-то для этого сделать, кто
//   отвечает за цель или результат, кто поручил, предложил или получает пользу. Каждое утверждение
//   стоит по разу для каждой роли и того, кто в ней; если роли нет ни у кого, оно просто о
//   начинании. Путь говорит, как утверждение к нему относится: о нём, роль в нём, по нему как по
//   задаче или как по правовому основанию либо через задачу, которая ему служит или открывает
//   путь, через более узкую задачу или через часть на любой глубине; они стоят рядом. Роль или
//   путь, выведенные нами, отмечены. Если текст молчит о роли, которую мог назвать, так и
//   показано. На дату документ считается по названной дате или по нашему промежутку; если он может
//   быть и позже или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Құжаттарда бастамамен не міндетпен байланысты нәрсенің бәрі және қай рөлде: кім
//   жүргізеді, қаржыландырады не қадағалайды, ол үшін кім не істеуге міндетті не құқылы, мақсат
//   пен нәтижеге кім жауапты, кім тапсырды, ұсынды не пайда көреді. Әр мәлімдеме әр рөл мен ондағы
//   тарап үшін бір реттен тұрады; ешкімге рөл берілмесе, ол жай ғана сол туралы. Жолы мәлімдеменің
//   қалай қатысты екенін айтады: ол туралы, ондағы рөл, міндет не құқықтық негіз ретінде соған
//   қатысты не оған қызмет ететін, жол ашатын міндет, тарырақ міндет не қанша терең болса да
//   бөлігі арқылы; олар қасында тұрады. Біз қорытқан рөл не жол белгіленеді. Мәтін атай алатын рөл
//   туралы үндемесе, солай көрсетіледі. Белгілі күнге құжат айтылған күнімен не біздің аралықпен
//   есептеледі; кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін» деп
//   белгіленеді.
// parameter: undertaking (iri of Undertaking or Task, required) — the undertaking or task |
//   начинание или задача | бастама не міндет
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: role (term) — Role | Роль | Рөлі
// column: who (thing) — Who | Кто | Кім
// column: inferred (boolean) — Inferred | Вывод | Қорытынды
// column: way (terms) — How it belongs | Как относится | Қалай қатысты
// column: through (things) — Through which task or part | Через какую задачу или часть | Қай
//   міндет не бөлік арқылы
// column: what
// column: kind
// column: act
// column: stage
// column: speaker
// column: claim
// column: document
// column: passages
// example: undertaking=project/road-coverage
// table: issued role who inferred way what kind claim
// finish: chronological
// order: yes
WITH 'https://w3id.org/mindet#' AS mn
WITH mn, {ABOUT: 'about', UNDERTAKING: 'undertaking', TASK: 'task', LEGAL_BASIS: 'legalBasis',
  SERVES: 'serves', ENABLES: 'enables', PART_OF: 'partOf', BROADER_TASK: 'broaderTask',
  BEARER: 'bearer', JOINTLY_WITH: 'jointlyWith', COUNTERPARTY: 'counterparty', ISSUER: 'issuer',
  RESPONSIBLE: 'responsible', ACTOR: 'actor', PROPOSER: 'proposer', BENEFICIARY: 'beneficiary'}
  AS names
MATCH (asked:Resource {iri: $undertaking})
CALL (asked, names) {
  RETURN asked AS thing, null AS way
  UNION
  MATCH (asked)<-[r:SERVES|ENABLES]-(thing) RETURN thing, names[type(r)] AS way
  UNION
  MATCH (asked)<-[:PART_OF*1..]-(thing) RETURN thing, 'partOf' AS way
  UNION
  MATCH (asked)<-[:BROADER_TASK*1..]-(thing) RETURN thing, 'broaderTask' AS way
  UNION
  MATCH (asked)<-[:PART_OF*1..]-(via1)
  MATCH (via1)<-[:SERVES|ENABLES]-(thing) RETURN thing, 'partOf' AS way
}
CALL (thing, way, names) {
  MATCH (thing)<-[r:ABOUT|UNDERTAKING|TASK|LEGAL_BASIS]-(s:Statement)
  RETURN s, coalesce(way, names[type(r)]) AS said, false AS ours
  UNION
  MATCH (thing)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Statement)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND split(p.iri, '#')[-1] IN ['about', 'undertaking', 'task', 'legalBasis']
  RETURN s, coalesce(way, split(p.iri, '#')[-1]) AS said, true AS ours
}
WITH mn, names, s, collect(said) AS way, collect(ours) AS doubts,
  collect(CASE WHEN thing <> asked THEN thing.iri END) AS through
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, names, s, way, doubts, through, c, d, min(dating.earliest) AS issued_earliest,
  max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
CALL (s, mn, names) {
  MATCH (s)-[r:BEARER|JOINTLY_WITH|COUNTERPARTY|ISSUER|RESPONSIBLE|ACTOR|PROPOSER|BENEFICIARY]->(x)
  RETURN names[type(r)] AS part, x.iri AS who, false AS guessed
  UNION
  UNWIND ['bearer', 'jointlyWith', 'counterparty', 'issuer', 'responsible', 'actor', 'proposer',
    'beneficiary'] AS part
  WITH s, mn, part WHERE s[part + '_unstated']
  RETURN part, mn + 'unstated' AS who, false AS guessed
  UNION
  MATCH (s)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  MATCH (i)-[:VALUE]->(x)
  WHERE $inferences AND split(p.iri, '#')[-1] IN ['bearer', 'jointlyWith', 'counterparty', 'issuer',
    'responsible', 'actor', 'proposer', 'beneficiary']
  RETURN split(p.iri, '#')[-1] AS part, x.iri AS who, true AS guessed
  UNION
  WITH s, mn
  WHERE NOT EXISTS {
      (s)-[:BEARER|JOINTLY_WITH|COUNTERPARTY|ISSUER|RESPONSIBLE|ACTOR|PROPOSER|BENEFICIARY]->() }
    AND NOT any(part IN ['bearer', 'jointlyWith', 'counterparty', 'issuer', 'responsible', 'actor',
      'proposer', 'beneficiary'] WHERE coalesce(s[part + '_unstated'], false))
  RETURN 'about' AS part, null AS who, false AS guessed
}
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  CASE WHEN part = 'actor' THEN coalesce(s.role, part) ELSE part END AS role, who AS who,
  guessed OR all(one IN doubts WHERE one) AS inferred, way AS way, through AS through,
  s['gist_' + $lang] AS what, s.types AS kind, c.act AS act, s.stage AS stage,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
