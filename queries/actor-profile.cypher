// title-en: Profile of an actor
// title-ru: Профиль участника
// title-kk: Қатысушы бейіні
// description-en: Everything that the documents say of an actor or a post, in every role: what it
//   must or may do, gave, answers for, carries out, said or was told, the meetings it took part in
//   and the posts it held. A role that we infer is marked, also a post that is somebody's only by
//   our inference; without inferences it is gone. Of several documents on one meeting, each shows
//   the parts that it tells of itself. Members of a group are not taken for the group, nor a holder
//   for the post. A bearer, issuer or speaker that the text does not name is shown as not stated;
//   what we conclude stands in columns of its own. As of a day, a document counts by its stated
//   date or by our span for it; one that may be later, or that has no date once inferences are left
//   out, counts as 'perhaps'.
// description-ru: Всё, что документы говорят об участнике или должности, в любой роли: что он
//   обязан или вправе делать, что поручил, за что отвечает, что ведёт, что сказал и что ему
//   сказано, в каких заседаниях участвовал, какие должности занимал. Выведенная нами роль отмечена,
//   как и должность, в которой человек лишь по нашему выводу; без выводов их нет. Если об одном
//   заседании сообщают несколько документов, при каждом стоит то участие, о котором сообщает он
//   сам. Член группы не считается группой, а человек должностью. Если текст не называет, кто
//   обязан, кто поручил или кто сказал, так и показано; наши выводы стоят в отдельных столбцах. На
//   дату документ считается по названной дате или по нашему промежутку; если он может быть и позже
//   или без выводов остаётся без даты, он помечен «возможно».
// description-kk: Құжаттар қатысушы не лауазым туралы айтқанның бәрі, әр рөлде: не істеуге міндетті
//   не құқылы, нені тапсырды, не үшін жауап береді, нені жүргізеді, не айтты және оған не айтылды,
//   қай отырыстарға қатысты, қандай лауазымда болды. Біз қорытқан рөл белгіленеді, адам тек біздің
//   қорытынды бойынша атқарған лауазым да; қорытындысыз олар болмайды. Бір отырыс туралы бірнеше
//   құжат хабарласа, әрқайсысының жанында оның өзі айтқан қатысу тұрады. Топ мүшесі топ болып, адам
//   лауазым болып саналмайды. Мәтін кімге жүктелгенін, кім бергенін не кім айтқанын атамаса, солай
//   көрсетіледі; біздің қорытындыларымыз бөлек бағандарда тұрады. Белгілі күнге құжат айтылған
//   күнімен не біздің аралықпен есептеледі; кейінірек болуы мүмкін немесе қорытындысыз күні
//   қалмаған құжат «мүмкін» деп белгіленеді.
// parameter: actor (iri of Actor or Post, required) — the actor or post | участник или должность | қатысушы не
//   лауазым
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: role (term) — Role | Роль | Рөлі
// column: inferred (boolean) — Inferred | Вывод | Қорытынды
// column: what
// column: kind
// column: act
// column: stage
// column: speaker
// column: claim
// column: document
// column: passages
// example: actor=operator/kazakhtelecom
// table: issued role inferred what kind act claim
// finish: chronological
// order: yes
WITH 'https://w3id.org/mindet#' AS mn
WITH mn, {BEARER: 'bearer', JOINTLY_WITH: 'jointlyWith', COUNTERPARTY: 'counterparty',
  ISSUER: 'issuer', RESPONSIBLE: 'responsible', ACTOR: 'actor', PROPOSER: 'proposer',
    BENEFICIARY: 'beneficiary', ABOUT: 'about', SPEAKER: 'speaker', SPEAKER_POST: 'speakerPost',
      ADDRESSEE: 'addressee', RELAYED_BY: 'relayedBy'} AS roles
MATCH (a:Resource {iri: $actor})
CALL (a, roles) {
  MATCH (a)<-[r:BEARER|JOINTLY_WITH|COUNTERPARTY|ISSUER|RESPONSIBLE|ACTOR|PROPOSER|BENEFICIARY|ABOUT]-(s:Statement)
  MATCH (s)<-[:STATES]-(c:Claim)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN roles[type(r)] AS role, false AS inferred, s AS told, c, d
  UNION
  MATCH (a)<-[r:SPEAKER|SPEAKER_POST|ADDRESSEE|RELAYED_BY]-(c:Claim)
  MATCH (c)-[:STATES]->(s:Statement)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN roles[type(r)] AS role, false AS inferred, s AS told, c, d
  UNION
  MATCH (a)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Statement)
  MATCH (s)<-[:STATES]-(c:Claim)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  RETURN split(p.iri, '#')[-1] AS role, true AS inferred, s AS told, c, d
  UNION
  MATCH (a)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(c:Claim)
  MATCH (c)-[:STATES]->(s:Statement)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  RETURN split(p.iri, '#')[-1] AS role, true AS inferred, s AS told, c, d
  UNION
  MATCH (a)<-[:PARTICIPANT|IN_POST]-(c:Participation)
  MATCH (c)-[:MEETING]->(m:Meeting)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN c.role AS role, false AS inferred, m AS told, c, d
  UNION
  CALL (a) {
    MATCH (a)<-[:HOLDER]-(t:Tenure)
    // A sheet names the holder in the tenure even where only our inference makes him the holder.
    WHERE NOT EXISTS {
      MATCH (t)<-[:CONCERNS]-(i:Inference)
      MATCH (i)-[:VALUE]->(a)
      MATCH (i)-[:PROPERTY]->({iri: 'https://w3id.org/mindet#holder'}) }
    RETURN t, false AS inferred
    UNION
    MATCH (a)<-[:VALUE]-(i:Inference)
    MATCH (i)-[:CONCERNS]->(t:Tenure)
    MATCH (i)-[:PROPERTY]->({iri: 'https://w3id.org/mindet#holder'})
    WHERE $inferences
    RETURN t, true AS inferred
  }
  MATCH (t)-[:POST]->(p:Post)
  MATCH (t)-[:ATTESTED_BY]->(c)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN 'holder' AS role, inferred, p AS told, c, d
}
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, role, inferred, told, c, d, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  role AS role, inferred AS inferred,
  coalesce(told['gist_' + $lang], told['label_' + $lang]) AS what, told.types AS kind,
  c.act AS act, told.stage AS stage,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
