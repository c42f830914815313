// title-en: Duties that a body inherits
// title-ru: Обязанности, перешедшие к органу
// title-kk: Органға өткен міндеттер
// description-en: What those before a body had to, might or must not do, followed along the
//   successions, however many. Each obligation of a predecessor has a row for every body that came
//   after it; a body that was itself succeeded shows by whom. The ground tells whether the
//   predecessor is named as the bearer, only jointly with another, through a post in it, or by our
//   inference. A succession that no text prints is our conclusion too and marked as such. The
//   number of successions counts all on the way. The day is the one on which the body itself took
//   over. Evidence of completion is a result reported as completed for the same task, in a
//   document not surely older than the demand, or a statement that our link says fulfils it. No
//   evidence does not mean undone. A bearer, issuer or speaker that the text does not name is
//   shown as not stated; what we conclude stands in columns of its own. As of a day, successions
//   of a later day are not followed; a document counts by its stated date or by our span for it;
//   where the document or a succession may be later, or has no date once inferences are left out,
//   the row counts as 'perhaps'.
// description-ru: Что обязаны, вправе или не вправе были делать предшественники органа, по цепи
//   преемства любой длины. У каждой обязанности предшественника есть строка для каждого органа
//   после него; если и этот орган сменился, показано кем. Основание говорит, назван ли
//   предшественник прямо, лишь совместно с другим, через должность в нём или по нашему выводу.
//   Преемство, которого тексты не печатают, — тоже наш вывод и так помечено. Число преемств — это
//   все на пути. День — тот, когда обязанности принял сам орган. Свидетельство выполнения —
//   результат «завершено» по той же задаче в документе, который не заведомо старше требования, или
//   утверждение, которое по нашей связи его исполняет. Нет свидетельства — не значит, что не
//   сделано. Если текст не называет, кто обязан, кто поручил или кто сказал, так и показано; наши
//   выводы стоят в отдельных столбцах. На дату более поздние преемства не учитываются; документ
//   считается по названной дате или по нашему промежутку; если документ или преемство может быть и
//   позже или без выводов остаётся без даты, строка помечена «возможно».
// description-kk: Органға дейінгілер не істеуге міндетті, құқылы болғаны не оларға не тыйым
//   салынғаны, мирасқорлық тізбегі бойынша, қанша буын болса да. Бұрынғы органның әр
//   міндеттемесіне одан кейінгі әр органға бір жолдан; сол органның өзі де ауысса, кіммен екені
//   көрсетіледі. Негізі бұрынғы орган тікелей аталғанын, басқамен бірге ғана, ондағы лауазым
//   арқылы не біздің қорытындымен екенін айтады. Мәтіндерде жазылмаған мирасқорлық та — біздің
//   қорытынды және солай белгіленеді. Мирасқорлық саны жолдағының бәрін қамтиды. Күн — органның
//   өзі қабылдап алған күні. Орындалғанының дәлелі — талаптан ескі екені анық емес құжатта сол
//   міндет бойынша «аяқталды» деген нәтиже не біздің байланыс бойынша оны орындайтын мәлімдеме.
//   Дәлелдің жоқтығы орындалмады дегенді білдірмейді. Мәтін кімге жүктелгенін, кім бергенін не кім
//   айтқанын атамаса, солай көрсетіледі; біздің қорытындыларымыз бөлек бағандарда тұрады. Белгілі
//   күнге одан кейінгі мирасқорлық ескерілмейді; құжат айтылған күнімен не біздің аралықпен
//   есептеледі; құжат не мирасқорлық кейінірек болуы мүмкін болса не қорытындысыз күні қалмаса,
//   жол «мүмкін» деп белгіленеді.
// parameter: actor (iri of Organization = null) — only this successor | только этот преемник | тек
//   осы мирасқор
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: heir (thing) — Inherited by | К кому перешло | Кімге өтті
// column: succeeded_by (things) — Itself succeeded by | Кто сменил его самого | Оның өз мирасқоры
// column: predecessor (thing) — Predecessor | Предшественник | Бұрынғы орган
// column: steps (number) — Successions on the way | Преемств на пути | Жолдағы мирасқорлық саны
// column: succession (term) — How the succession is known | Откуда известно преемство |
//   Мирасқорлық қайдан белгілі
// column: succeeded_on (term) — Took over on | Принял обязанности | Қабылдап алған күні
// column: succeeded_earliest (date) — Inferred: took over not before | Вывод: принял не раньше |
//   Қорытынды: қабылдағаны ең ертесі
// column: succeeded_latest (date) — Inferred: took over not after | Вывод: принял не позже |
//   Қорытынды: қабылдағаны ең кеші
// column: what
// column: kind
// column: basis (term) — Ground | Основание | Негізі
// column: bearer
// column: bearer_inferred
// column: jointly_with
// column: issuer
// column: task
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: done (boolean) — Evidence of completion | Есть свидетельство выполнения | Орындалғанының
//   дәлелі бар
// column: evidence (claims) — Evidence | Свидетельство | Дәлел
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: heir predecessor steps succeeded_on what basis due done claim
// finish: chronological
// order: yes
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  WITH mn WHERE $actor IS NOT NULL
  MATCH (heir:Resource {iri: $actor})-[:SUCCEEDS]->() RETURN DISTINCT heir
  UNION
  WITH mn WHERE $actor IS NULL
  MATCH (heir:Organization)-[:SUCCEEDS]->() RETURN DISTINCT heir
}
MATCH (heir)-[:SUCCEEDS*1..]->(old:Organization)
WHERE old <> heir
WITH DISTINCT mn, heir, old
MATCH (heir)-[:SUCCEEDS*0..]->(new)
WITH DISTINCT mn, heir, old, new
MATCH (new)-[:SUCCEEDS]->(former)
WHERE former = old OR EXISTS { (former)-[:SUCCEEDS*1..]->(old) }
OPTIONAL MATCH (new)<-[:CONCERNS]-(i:Inference),
  (i)-[:PROPERTY]->({iri: 'https://w3id.org/mindet#succeeds'})
WITH mn, heir, old, new, former, collect(i) AS ours,
  min(CASE WHEN $inferences THEN i.earliest END) AS new_earliest,
  max(CASE WHEN $inferences THEN i.latest END) AS new_latest
WITH mn, heir, old, any(i IN ours WHERE EXISTS { (i)-[:VALUE]->(former) }) AS concluded,
  coalesce(new.succeededOn, new_earliest) AS taken_earliest,
  coalesce(new.succeededOn, new_latest) AS taken_latest,
  CASE WHEN new = heir THEN new_earliest END AS heir_earliest,
  CASE WHEN new = heir THEN new_latest END AS heir_latest
WITH mn, heir, old, count(*) AS steps, collect(concluded) AS concluded,
  max(taken_earliest) AS taken_earliest, collect(taken_latest <= $as_of) AS by_then,
  min(heir_earliest) AS heir_earliest, max(heir_latest) AS heir_latest
WHERE ($inferences OR NOT true IN concluded)
  AND ($as_of IS NULL OR taken_earliest IS NULL OR taken_earliest <= $as_of)
CALL (old) {
  MATCH (old)<-[:BEARER]-(s:Obligation) RETURN s, 1 AS rank
  UNION
  MATCH (old)<-[:JOINTLY_WITH]-(s:Obligation) RETURN s, 2 AS rank
  UNION
  MATCH (old)<-[:POST_IN]-(via1:Post)
  MATCH (via1)<-[:BEARER|JOINTLY_WITH]-(s:Obligation) RETURN s, 3 AS rank
  UNION
  MATCH (old)<-[:POST_IN*0..1]-(x)
  MATCH (x)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Obligation)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND split(p.iri, '#')[-1] IN ['bearer', 'jointlyWith']
  RETURN s, 4 AS rank
}
WITH mn, heir, old, steps, concluded, by_then, heir_earliest, heir_latest, s, min(rank) AS rank
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, heir, old, steps, concluded, by_then, heir_earliest, heir_latest, s, rank, c, d,
  min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
OPTIONAL MATCH (s)-[:DUE|IN_FORCE]->(t)
WITH *, COLLECT {
  UNWIND [c, s, t] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS inferred
WITH *, COLLECT {
  MATCH (s)-[:TASK]->()<-[:TASK|ABOUT]-(r:Result {stage: 'completed'})
  MATCH (r)<-[:STATES]-(e:Claim)
  MATCH (e)-[:IN_DOCUMENT]->(f:Document)
  RETURN {e: e.iri, f: f, fulfils: false}
} + COLLECT {
  MATCH (s)<-[:TARGET]-(via2:Link {kind: 'fulfils'})
  MATCH (via2)-[:SOURCE]->(via3)
  MATCH (via3)<-[:STATES]-(e:Claim)
  MATCH (e)-[:IN_DOCUMENT]->(f:Document)
  WHERE $inferences
  RETURN {e: e.iri, f: f, fulfils: true}
} AS told
WITH *, COLLECT {
  UNWIND told AS one
  WITH one.e AS e, one.f AS f, one.fulfils AS fulfils
  OPTIONAL MATCH (f)<-[:CONCERNS]-(i:Inference)
  WHERE EXISTS { (i)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
    AND $inferences
  WITH e, fulfils, f.issued AS told_on, min(i.earliest) AS first, max(i.latest) AS final
  WHERE ($as_of IS NULL OR coalesce(told_on, first) IS NULL OR coalesce(told_on, first) <= $as_of)
    AND (fulfils OR coalesce(told_on, final) IS NULL OR earliest IS NULL
      OR coalesce(told_on, final) >= earliest)
  RETURN e
} AS evidence
RETURN DISTINCT
  heir.iri AS heir, COLLECT {
    MATCH (heir)<-[:SUCCEEDS]-(x)
    WHERE ($as_of IS NULL OR x.succeededOn IS NULL OR x.succeededOn <= $as_of) AND ($inferences
      OR NOT EXISTS {
        MATCH (x)<-[:CONCERNS]-(i:Inference)
        MATCH (i)-[:VALUE]->(heir)
        MATCH (i)-[:PROPERTY]->({iri: 'https://w3id.org/mindet#succeeds'}) })
    RETURN x.iri
  } AS succeeded_by, old.iri AS predecessor,
  steps AS steps, CASE WHEN true IN concluded THEN 'inferred' ELSE 'stated' END AS succession,
  coalesce(toString(heir.succeededOn), mn + 'unstated') AS succeeded_on,
  CASE WHEN heir.succeededOn IS NULL THEN heir_earliest END AS succeeded_earliest,
  CASE WHEN heir.succeededOn IS NULL THEN heir_latest END AS succeeded_latest,
  s['gist_' + $lang] AS what, s.types AS kind,
  ['stated', 'jointly', 'throughPost', 'inferred'][rank - 1] AS basis,
  [(s)-[:BEARER]->(x) | x.iri] +
    CASE WHEN s.bearer_unstated THEN [mn + 'unstated'] ELSE [] END AS bearer,
  [i IN inferred WHERE i.of = 'bearer' | i.is] AS bearer_inferred,
  [(s)-[:JOINTLY_WITH]->(x) | x.iri] +
    CASE WHEN s.jointlyWith_unstated THEN [mn + 'unstated'] ELSE [] END AS jointly_with,
  [(s)-[:ISSUER]->(x) | x.iri] +
    CASE WHEN s.issuer_unstated THEN [mn + 'unstated'] ELSE [] END AS issuer,
  [(s)-[:TASK]->(x) | x.iri] +
    CASE WHEN s.task_unstated THEN [mn + 'unstated'] ELSE [] END AS task,
  CASE WHEN s.due_unstated OR s.inForce_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
  t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN inferred WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN inferred WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  size(evidence) > 0 AS done, evidence AS evidence,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of AND size([x IN by_then WHERE x]) = steps
    THEN 'certain' ELSE 'possible' END AS counts,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN inferred WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
