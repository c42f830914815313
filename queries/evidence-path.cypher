// title-en: Shortest chain of claims between two actors
// title-ru: Кратчайшая цепь утверждений между двумя участниками
// title-kk: Екі қатысушы арасындағы мәлімдемелердің ең қысқа тізбегі
// description-en: How two actors, or posts, are joined by what the documents say: a chain of claims
//   in which each shares an actor, post, undertaking, task or meeting with the next. A thing is in
//   a claim as who speaks or is spoken to, bears, gives, answers for, carries out or proposes it,
//   or as what it is about; taking part in a meeting and holding a post join as well. Places,
//   indicators, beneficiaries and publishers do not. Each step is told as a sentence. Of equally
//   short chains the one with fewest inferred roles is taken, and of these the first by the ids of
//   its claims and things, from the start on. A role that we infer is marked, and gone without
//   inferences. No chain, or none that is short enough, is an empty answer. As of a day, a document
//   counts by its stated date or by our span for it; one that may be later, or that has no date
//   once inferences are left out, counts as 'perhaps'.
// description-ru: Как двух участников или должности связывает сказанное в документах: цепь
//   утверждений, где у соседних есть общий участник, должность, начинание, задача или заседание.
//   Предмет входит в утверждение как тот, кто говорит или к кому обращаются, кто обязан, поручил,
//   отвечает, ведёт или предлагает, либо как то, о чём речь; связывают также участие в заседании и
//   пребывание в должности. Места, показатели, выгодополучатели и издатели не связывают. Каждый шаг
//   пересказан предложением. Из одинаково коротких цепей берётся та, где меньше выведенных ролей, а
//   из таких первая по идентификаторам утверждений и предметов от начала. Выведенная нами роль
//   отмечена и без выводов исчезает. Если цепи нет или она слишком длинна, ответ пуст. На дату
//   документ считается по названной дате или по нашему промежутку; если он может быть и позже или
//   без выводов остаётся без даты, он помечен «возможно».
// description-kk: Құжаттарда айтылғаны екі қатысушыны не лауазымды қалай байланыстырады: көрші
//   мәлімдемелердің ортақ қатысушысы, лауазымы, бастамасы, міндеті не отырысы бар тізбек. Нысан
//   мәлімдемеге айтушы не кімге айтылғаны, міндетті, тапсырған, жауапты, жүргізуші не ұсынушы
//   ретінде немесе не туралы айтылғаны ретінде кіреді; отырысқа қатысу мен лауазымда болу да
//   байланыстырады. Орындар, көрсеткіштер, пайда көрушілер мен жариялаушылар байланыстырмайды. Әр
//   қадам сөйлеммен айтылады. Ұзындығы тең тізбектерден біз қорытқан рөлі азы, олардың ішінен
//   басынан бастап мәлімдемелер мен нысандардың белгілері бойынша біріншісі алынады. Біз қорытқан
//   рөл белгіленеді, қорытындысыз ол болмайды. Тізбек жоқ не тым ұзын болса, жауап бос. Белгілі
//   күнге құжат айтылған күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе
//   қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: start (iri of Actor or Post, required) — from this actor or post | от этого участника
//   или должности | осы қатысушыдан не лауазымнан
// parameter: end (iri of Actor or Post, required) — to this one | до этого | осыған дейін
// parameter: max (integer = null) — at most so many claims | не больше стольких утверждений | ең
//   көбі сонша мәлімдеме
// parameter: found (iris) — the claims of the chain | утверждения цепи | тізбектің мәлімдемелері
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: step (number) — Step | Шаг | Қадам
// column: sentence (text) — What joins them | Что связывает | Не байланыстырады
// column: thing (thing) — From | От кого | Кімнен
// column: role (term) — Role | Роль | Рөлі
// column: basis (term) — Ground | Основание | Негізі
// column: thing_2 (thing) — To | К кому | Кімге
// column: role_2 (term) — Role there | Роль там | Ондағы рөлі
// column: basis_2 (term) — Ground there | Основание там | Ондағы негізі
// column: what
// column: kind
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
// word: instructsBy — instructs | поручает | тапсырады
// word: instructsSo — it is instructed | поручено | тапсырылған
// word: requiresBy — requires | требует | талап етеді
// word: requiresSo — it is required | требуется | талап етіледі
// word: remindsBy — reminds | напоминает | еске салады
// word: remindsSo — it is recalled | напоминается | еске салынады
// word: appealsBy — appeals | призывает | үндейді
// word: appealsSo — an appeal is made | звучит призыв | үндеу айтылады
// word: enactsBy — enacts | постановляет | қаулы етеді
// word: enactsSo — it is enacted | постановлено | қаулы етілген
// word: plansBy — plans | планирует | жоспарлайды
// word: plansSo — it is planned | планируется | жоспарланады
// word: commitsBy — commits | обязуется | міндеттенеді
// word: commitsSo — a commitment is made | дано обязательство | міндеттеме берілген
// word: expectsBy — expects | ожидает | күтеді
// word: expectsSo — it is expected | ожидается | күтіледі
// word: reportsBy — reports | сообщает | хабарлайды
// word: reportsSo — it is reported | сообщается | хабарланады
// word: proposesBy — proposes | предлагает | ұсынады
// word: proposesSo — it is proposed | предлагается | ұсынылады
// word: toldBy — says | говорит | айтады
// word: toldSo — it is said | сказано | айтылған
// word: sentence — {said}: {what} ({roles}) [{cited}] | {said}: {what} ({roles}) [{cited}] |
//   {said}: {what} ({roles}) [{cited}]
// word: sentenceAlone — {said}: {what} [{cited}] | {said}: {what} [{cited}] | {said}: {what}
//   [{cited}]
// word: atMeeting — at the meeting “{what}”: {roles} [{cited}] | на заседании «{what}»: {roles}
//   [{cited}] | «{what}» отырысында: {roles} [{cited}]
// word: heldPost — who held a post: {roles} [{cited}] | кто занимал должность: {roles} [{cited}] |
//   лауазымды кім атқарды: {roles} [{cited}]
// word: noGist — its words are not given | слова не приведены | сөздері келтірілмеген
// word: noDay — undated | без даты | күні жоқ
// example: start=operator/kazakhtelecom end=company/kazakhstan-temir-zholy
// table: step thing sentence thing_2 claim
// reads: everything
// prepare: path
// order: yes
WITH 'https://w3id.org/mindet#' AS mn
// The step before this query has found the chain; `thing` is the link until the step takes over.
UNWIND $found AS found
MATCH (e:Resource {iri: found})
CALL (e) {
  MATCH (e:Claim)-[:IN_DOCUMENT]->(d:Document)
  OPTIONAL MATCH (e)-[:STATES]->(s)
  RETURN e AS c, d, s AS told, s.types AS kind
  UNION
  MATCH (e)-[:MEETING]->(m)
  MATCH (e)-[:IN_DOCUMENT]->(d:Document)
  RETURN e AS c, d, m AS told, m.types AS kind
  UNION
  MATCH (e)-[:POST]->(p)
  MATCH (e)-[:ATTESTED_BY]->(c)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN c, d, p AS told, e.types AS kind
}
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, e, c, d, told, kind, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
RETURN DISTINCT
  null AS step, null AS sentence, e.iri AS thing, null AS role, null AS basis, null AS thing_2,
  null AS role_2, null AS basis_2,
  coalesce(told['gist_' + $lang], told['label_' + $lang]) AS what, kind AS kind,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  COLLECT {
    MATCH (c)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->(p)
    MATCH (i)-[:VALUE]->(v)
    WHERE $inferences AND p.iri = mn + 'speaker'
    RETURN v.iri
  } AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
