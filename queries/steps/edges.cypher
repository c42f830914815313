// title-en: Who and what claims join
// title-ru: Кого и что соединяют утверждения
// title-kk: Мәлімдемелер кім мен нені байланыстырады
// description-en: The edges at things or at claims: a claim, a participation or a tenure, and an
//   actor, post, undertaking, task or meeting in a role in it.
// description-ru: Рёбра у предметов или у утверждений: утверждение, участие или пребывание в
//   должности и субъект, должность, начинание, задача или заседание в некоторой роли.
// description-kk: Нысандардың не мәлімдемелердің қырлары: мәлімдеме, қатысу не лауазымда болу және
//   ондағы рөлі бар субъект, лауазым, бастама, міндет не отырыс.
// parameter: thing (iris) — at these things | у этих предметов | осы нысандардағы
// parameter: claim (iris) — at these claims | у этих утверждений | осы мәлімдемелердегі
// parameter: as_of (date = null) — only documents that may be of this day or earlier | только
//   документы не позже этого дня | тек осы күнге дейінгі құжаттар
// parameter: inferences (boolean = true) — with what we conclude | с нашими выводами | біздің
//   қорытындылармен
// column: claim (thing) — Claim | Утверждение | Мәлімдеме
// column: role (term) — Role | Роль | Рөлі
// column: inferred (boolean) — Inferred | Вывод | Қорытынды
// column: thing (thing) — Thing | Предмет | Нысан
WITH {BEARER: 'bearer', JOINTLY_WITH: 'jointlyWith', COUNTERPARTY: 'counterparty',
  ISSUER: 'issuer', RESPONSIBLE: 'responsible', ACTOR: 'actor', PROPOSER: 'proposer',
  ABOUT: 'about', UNDERTAKING: 'undertaking', TASK: 'task', LEGAL_BASIS: 'legalBasis',
  SPEAKER: 'speaker', SPEAKER_POST: 'speakerPost', ADDRESSEE: 'addressee', RELAYED_BY: 'relayedBy',
  IN_POST: 'inPost', MEETING: 'meeting', HOLDER: 'holder', POST: 'post'} AS roles
// Each branch goes out from its own list: a CALL for each of the things is planned each time.
CALL () {
  UNWIND $thing AS iri MATCH (x:Resource {iri: iri})
  MATCH (x)<-[r:BEARER|JOINTLY_WITH|COUNTERPARTY|ISSUER|RESPONSIBLE|ACTOR|PROPOSER|
    ABOUT|UNDERTAKING|TASK|LEGAL_BASIS]-(s)
  MATCH (s)<-[:STATES]-(c:Claim)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN x, c, d AS d, type(r) AS role, false AS inferred
  UNION ALL
  UNWIND $thing AS iri MATCH (x:Resource {iri: iri})
  MATCH (x)<-[r:SPEAKER|SPEAKER_POST|ADDRESSEE|RELAYED_BY]-(c:Claim)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN x, c, d AS d, type(r) AS role, false AS inferred
  UNION ALL
  UNWIND $thing AS iri MATCH (x:Resource {iri: iri})
  MATCH (x)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  MATCH (i)-[:CONCERNS]->(s)
  MATCH (s)<-[:STATES]-(c:Claim)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  WHERE $inferences
  RETURN x, c, d AS d, split(p.iri, '#')[-1] AS role, true AS inferred
  UNION ALL
  UNWIND $thing AS iri MATCH (x:Resource {iri: iri})
  MATCH (x)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  MATCH (i)-[:CONCERNS]->(c:Claim)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  WHERE $inferences
  RETURN x, c, d AS d, split(p.iri, '#')[-1] AS role, true AS inferred
  UNION ALL
  UNWIND $thing AS iri MATCH (x:Resource {iri: iri})
  MATCH (x)<-[r:PARTICIPANT|IN_POST|MEETING]-(c:Participation)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN x, c, d AS d, CASE type(r) WHEN 'PARTICIPANT' THEN coalesce(c.role, 'participant')
    ELSE type(r) END AS role, false AS inferred
  UNION ALL
  UNWIND $thing AS iri MATCH (x:Resource {iri: iri})
  MATCH (x)<-[r:HOLDER|POST]-(c:Tenure)
  MATCH (c)-[:ATTESTED_BY]->(via1)
  MATCH (via1)-[:IN_DOCUMENT]->(d:Document)
  RETURN x, c, d AS d, type(r) AS role, false AS inferred
  UNION ALL
  // Claims are asked about once they are found at a thing: their documents are known to count.
  UNWIND $claim AS iri MATCH (c:Resource {iri: iri})
  MATCH (c)-[:STATES]->(s)
  MATCH (s)-[r:BEARER|JOINTLY_WITH|COUNTERPARTY|ISSUER|RESPONSIBLE|ACTOR|PROPOSER|
    ABOUT|UNDERTAKING|TASK|LEGAL_BASIS]->(x)
  RETURN x, c, null AS d, type(r) AS role, false AS inferred
  UNION ALL
  UNWIND $claim AS iri MATCH (c:Resource {iri: iri})
  MATCH (c)-[r:SPEAKER|SPEAKER_POST|ADDRESSEE|RELAYED_BY|PARTICIPANT|IN_POST|MEETING|
    HOLDER|POST]->(x)
  RETURN x, c, null AS d, CASE type(r) WHEN 'PARTICIPANT' THEN coalesce(c.role, 'participant')
    ELSE type(r) END AS role, false AS inferred
  UNION ALL
  UNWIND $claim AS iri MATCH (c:Resource {iri: iri})
  MATCH (c)-[:STATES]->(s)
  MATCH (s)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  MATCH (i)-[:VALUE]->(x)
  WHERE $inferences
  RETURN x, c, null AS d, split(p.iri, '#')[-1] AS role, true AS inferred
  UNION ALL
  UNWIND $claim AS iri MATCH (c:Resource {iri: iri})
  MATCH (c)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  MATCH (i)-[:VALUE]->(x)
  WHERE $inferences
  RETURN x, c, null AS d, split(p.iri, '#')[-1] AS role, true AS inferred
}
WITH *, CASE WHEN inferred THEN role ELSE coalesce(roles[role], role) END AS in_role
WHERE (x:Actor OR x:Post OR x:Undertaking OR x:Task OR x:Meeting)
  AND (NOT inferred OR in_role IN [k IN keys(roles) | roles[k]])
  AND ($as_of IS NULL OR d IS NULL OR d.issued <= $as_of OR d.issued IS NULL AND NOT EXISTS {
    MATCH (d)<-[:CONCERNS]-(late:Inference)
    MATCH (late)-[:PROPERTY]->(p)
    WHERE $inferences AND late.earliest > $as_of AND p.iri = 'http://purl.org/dc/terms/issued'
      AND NOT EXISTS {
        MATCH (d)<-[:CONCERNS]-(early:Inference)
        MATCH (early)-[:PROPERTY]->(p)
        WHERE early.earliest <= $as_of
      }
  })
RETURN DISTINCT c.iri AS claim, in_role AS role, inferred AS inferred, x.iri AS thing
