// title-en: Who said what, and in whose words
// title-ru: Кто что сказал и чьими словами передано
// title-kk: Кім не айтты және ол кімнің сөзімен берілді
// description-en: Each claim with its speaker, the voice in which the text passes it on (quoted,
//   paraphrased, narrated) and whoever relayed it before the publisher, with the relay's own voice.
//   The post as printed beside the claim stands apart from the posts of that day: those that a
//   tenure shows for the speaker in the same document, on the stated day, or in stated days around
//   it. A speaker whom the text does not name is shown as not stated; whom we take for the speaker,
//   and the posts that rest on such a conclusion, stand in columns of their own, and without
//   inferences such a row is found no more under that speaker. An undertaking is matched where the
//   claim is about it, tells of a role in it or of a task that serves or enables it, or where we
//   conclude so. With neither speaker nor undertaking nor document every claim is listed. As of a
//   day, a document counts by its stated date or by our span for it; one that may be later, or that
//   has no date once inferences are left out, counts as 'perhaps'.
// description-ru: Каждое утверждение с говорящим, со способом передачи в тексте (цитата, пересказ,
//   изложение) и с тем, кто передал слова до издателя, и его собственным способом передачи.
//   Должность, напечатанная при утверждении, стоит отдельно от должностей этого дня: тех, что
//   засвидетельствованы для говорящего в том же документе, в названный день или в названном
//   промежутке вокруг него. Если текст не называет говорящего, так и показано; тот, кого мы им
//   считаем, и должности, которые держатся на таком выводе, стоят в отдельных столбцах, а без
//   выводов строка по этому говорящему не находится. Начинание подходит, если утверждение о нём, о
//   роли в нём или о задаче, которая ему служит или открывает путь, или если таков наш вывод. Без
//   говорящего, начинания и документа перечислены все утверждения. На дату документ считается по
//   названной дате или по нашему промежутку; если он может быть и позже или без выводов остаётся
//   без даты, он помечен «возможно».
// description-kk: Әр мәлімдеме айтушысымен, мәтіндегі жеткізу тәсілімен (дәйексөз, мазмұндау,
//   баяндау) және сөзді жариялаушыдан бұрын жеткізген тараппен, оның өз тәсілімен бірге. Мәлімдеме
//   жанында жазылған лауазым сол күнгі лауазымдардан бөлек тұрады: олар айтушыға сол құжатта,
//   айтылған күні не оны қамтитын айтылған мерзімде расталған лауазымдар. Мәтін айтушыны атамаса,
//   солай көрсетіледі; біз айтушы деп қорытқан адам мен сондай қорытындыға сүйенген лауазымдар
//   бөлек бағандарда тұрады, ал қорытындысыз ондай жол бұл айтушы бойынша табылмайды. Бастама
//   мәлімдеме сол туралы болса, ондағы рөл не оған қызмет ететін не жол ашатын міндет туралы болса
//   немесе біз солай қорытсақ сәйкес келеді. Айтушы да, бастама да, құжат та берілмесе, барлық
//   мәлімдеме тізіледі. Белгілі күнге құжат айтылған күнімен не біздің аралықпен есептеледі;
//   кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: speaker (iri of Actor = null) — only this speaker | только этот говорящий | тек осы
//   айтушы
// parameter: voice (string = null, quoted or paraphrased or narrated) — only this
//   voice | только этот способ передачи | тек осы жеткізу тәсілі
// parameter: undertaking (iri of Undertaking or Task = null) — only about this undertaking or task
//   | только об этом начинании или задаче | тек осы бастама не міндет туралы
// parameter: document (iri of Document = null) — only this document | только этот документ | тек
//   осы құжат
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: said_on (date) — Said on | Когда сказано | Айтылған күні
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: post_held (things) — Posts of that day | Должности этого дня | Сол күнгі лауазымдары
// column: post_held_inferred (things) — Inferred: posts of that day | Вывод: должности этого дня |
//   Қорытынды: сол күнгі лауазымдары
// column: voice (term) — Voice | Способ передачи | Жеткізу тәсілі
// column: relayed_by (things) — Relayed by | Через кого передано | Кім арқылы
// column: relay_voice (term) — The relay's voice | Способ передачи посредника | Делдалдың тәсілі
// column: act
// column: what
// column: kind
// column: addressee (things) — To whom | Кому | Кімге
// column: addressee_inferred (things) — Inferred: to whom | Вывод: кому | Қорытынды: кімге
// column: claim
// column: document
// column: passages
// example: speaker=person/zhaslan-madiyev
// table: issued speaker speaker_inferred voice relayed_by act what claim
// finish: chronological
// order: yes
// reads: everything
// by: document
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  WITH mn WHERE $speaker IS NOT NULL
  MATCH (:Resource {iri: $speaker})<-[:SPEAKER]-(c:Claim) RETURN c
  UNION
  WITH mn WHERE $speaker IS NOT NULL AND $inferences
  MATCH (:Resource {iri: $speaker})<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(c:Claim)
  MATCH (i)-[:PROPERTY]->({iri: 'https://w3id.org/mindet#speaker'})
  RETURN c
  UNION
  WITH mn WHERE $speaker IS NULL AND $undertaking IS NOT NULL
  MATCH (:Resource {iri: $undertaking})<-[:ABOUT|UNDERTAKING|TASK]-(s)
  MATCH (s)<-[:STATES]-(c:Claim) RETURN c
  UNION
  WITH mn WHERE $speaker IS NULL AND $undertaking IS NOT NULL
  MATCH (:Resource {iri: $undertaking})<-[:SERVES|ENABLES]-(part)
  MATCH (part)<-[:ABOUT|TASK]-(s)
  MATCH (s)<-[:STATES]-(c:Claim)
  RETURN c
  UNION
  WITH mn WHERE $speaker IS NULL AND $undertaking IS NOT NULL AND $inferences
  MATCH (:Resource {iri: $undertaking})<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(via1)
  MATCH (via1)<-[:STATES]-(c:Claim)
  RETURN c
  UNION
  WITH mn WHERE $speaker IS NULL AND $undertaking IS NULL AND $document IS NOT NULL
  MATCH (:Resource {iri: $document})<-[:IN_DOCUMENT]-(c:Claim) RETURN c
  UNION
  WITH mn WHERE $speaker IS NULL AND $undertaking IS NULL AND $document IS NULL
  MATCH (c:Claim) RETURN c
}
WITH mn, c WHERE $voice IS NULL OR c.voice = $voice
MATCH (c)-[:STATES]->(s:Statement)
WHERE $undertaking IS NULL OR EXISTS { MATCH (s)-[:ABOUT|UNDERTAKING|TASK]->({iri: $undertaking}) }
  OR EXISTS {
    MATCH (s)-[:ABOUT|TASK]->(via2)
    MATCH (via2)-[:SERVES|ENABLES]->({iri: $undertaking})
    }
  OR $inferences AND EXISTS {
    MATCH (s)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:VALUE]->({iri: $undertaking})
    MATCH (i)-[:PROPERTY]->(p)
    WHERE split(p.iri, '#')[-1] IN ['about', 'undertaking', 'task'] }
MATCH (c)-[:IN_DOCUMENT]->(d:Document)
WHERE $document IS NULL OR d.iri = $document
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest) AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
WITH *, coalesce(c.saidOn, d.issued) AS day, COLLECT {
  MATCH (c)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: v.iri}
} AS concluded
WITH *, [(c)-[:SPEAKER]->(x) | x.iri] AS speakers,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS taken
// One speaker's tenures are read once, not again for each of his claims.
WITH mn, speakers, taken, collect({c: c, s: s, d: d, day: day, concluded: concluded,
  issued_earliest: issued_earliest, issued_latest: issued_latest, latest: latest}) AS told
WITH *, COLLECT {
  UNWIND speakers + taken AS person
  MATCH (h:Resource {iri: person})<-[:HOLDER]-(t:Tenure)
  MATCH (t)-[:ATTESTED_BY]->(e)
  MATCH (t)-[:POST]->(p)
  RETURN {post: p.iri, on: t.attestedOn, from: t.validFrom, to: t.validTo,
    documents: [(e)-[:IN_DOCUMENT]->(f) | f.iri],
    known: $as_of IS NULL OR EXISTS { MATCH (e)-[:IN_DOCUMENT]->(f) WHERE f.issued <= $as_of },
    ours: NOT person IN speakers OR EXISTS {
      MATCH (t)<-[:CONCERNS]-(i:Inference)
      MATCH (i)-[:VALUE]->(h)
      MATCH (i)-[:PROPERTY]->({iri: 'https://w3id.org/mindet#holder'}) }}
} AS tenures
UNWIND told AS one
WITH mn, speakers, taken, tenures, one.c AS c, one.s AS s, one.d AS d, one.day AS day,
  one.concluded AS concluded, one.issued_earliest AS issued_earliest,
  one.issued_latest AS issued_latest, one.latest AS latest
WITH *, [h IN tenures WHERE
  h.on IS NULL AND NOT coalesce(h.from > day OR h.to < day, false) AND d.iri IN h.documents
  OR (h.on <= day OR h.from <= day OR h.to <= day)
    AND (h.on >= day OR h.from >= day OR h.to >= day) AND h.known] AS held
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  c.saidOn AS said_on, CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE speakers[0] END
    AS speaker,
  taken AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  [h IN held WHERE NOT h.ours | h.post] AS post_held,
  [h IN held WHERE h.ours AND $inferences | h.post] AS post_held_inferred,
  c.voice AS voice,
  [(c)-[:RELAYED_BY]->(x) | x.iri] +
    CASE WHEN c.relayedBy_unstated THEN [mn + 'unstated'] ELSE [] END AS relayed_by,
  c.relayVoice AS relay_voice, c.act AS act, s['gist_' + $lang] AS what, s.types AS kind,
  [(c)-[:ADDRESSEE]->(x) | x.iri] +
    CASE WHEN c.addressee_unstated THEN [mn + 'unstated'] ELSE [] END AS addressee,
  [i IN concluded WHERE i.of = 'addressee' | i.is] AS addressee_inferred,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
