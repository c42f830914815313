// title-en: Search by name
// title-ru: Поиск по названию
// title-kk: Атау бойынша іздеу
// description-en: Things whose names are like the text: in Kazakh (Cyrillic or any of its Latin
//   alphabets), Russian or English, a part of the name, or misspelt. Labels, other names and names
//   as texts print them are compared; each thing comes once, with the name that is nearest, a score
//   of 100 and how it matched: exactly, in another script or spelling tradition, in part (words of
//   the name, or their beginnings), or with slips. At least two thirds of the letters typed must be
//   in the name. With it: how many claims and participations mention the thing by what their texts
//   say, and the earliest of them by its document's date; what nobody mentions has no claim. As of
//   a day, only mentions in documents that may be of that day or earlier count, and what is not
//   mentioned by then is left out; three times as many of the nearest things are looked at.
// description-ru: Предметы, чьи названия похожи на текст: по-казахски (кириллицей или любой из
//   латиниц), по-русски или по-английски, часть названия или с опечаткой. Сравниваются основные и
//   другие названия и написанное в текстах; каждый предмет приводится один раз, с ближайшим
//   названием, оценкой из 100 и видом совпадения: точно, в другой письменности или передаче,
//   частично (слова названия или их начала) либо с описками. В названии должны найтись не меньше
//   двух третей набранных букв. Рядом: сколько утверждений и участий упоминают предмет по словам
//   текстов и самое раннее из них по дате документа; у неупомянутого утверждения нет. На дату
//   считаются лишь документы, которые могут быть не позже её, а не упомянутое к этому дню
//   опускается; рассматривается втрое больше ближайших предметов.
// description-kk: Атауы мәтінге ұқсас нысандар: қазақша (кирилше не кез келген латын әліпбиімен),
//   орысша не ағылшынша, атаудың бір бөлігі немесе қатемен жазылғаны. Негізгі және басқа атаулар,
//   мәтіндердегі жазылуы салыстырылады; әр нысан бір рет, ең жақын атауымен, 100-ден бағасымен және
//   сәйкестік түрімен беріледі: дәл, басқа жазуда не берілімде, ішінара (атаудың сөздері не олардың
//   басы) немесе қатемен. Терілген әріптердің кемінде үштен екісі атауда болуы тиіс. Қасында:
//   нысанды қанша мәлімдеме мен қатысу мәтін бойынша атайтыны және құжат күні бойынша ең ертесі;
//   ешкім атамағанның мәлімдемесі жоқ. Белгілі күнге тек сол күннен кеш болмауы мүмкін құжаттар
//   есептеледі, оған дейін аталмағаны көрсетілмейді; ең жақын нысандардың үш есе көбі қаралады.
// parameter: text (string, required) — a name, in any language and script | название на любом языке
//   и в любой письменности | кез келген тілдегі және жазудағы атау
// parameter: kind (string = null, actor or undertaking or place or document or task or indicator or
//   post or meeting) — only things of this kind | только предметы этого вида | тек осы түрдегі
//   нысандар
// parameter: limit (integer = 20) — how many, 200 at most | сколько, не больше 200 | қанша, 200-ден
//   аспайды
// parameter: found (iris) — the nearest things | ближайшие предметы | ең жақын нысандар
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: thing (thing) — Thing | Предмет | Нысан
// column: kind
// column: name (text) — Name that matched | Совпавшее название | Сәйкес келген атау
// column: language (text) — Its language | Его язык | Оның тілі
// column: score (number) — Score of 100 | Оценка из 100 | 100-ден баға
// column: match (term) — How it matched | Как совпало | Қалай сәйкес келді
// column: mentions (number) — Mentions | Упоминаний | Аталу саны
// column: what (text) — First mentioned in | Впервые упомянуто | Алғаш аталған жері
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
// word: exact — exactly | точно | дәл
// word: script — in another script | в другой письменности | басқа жазуда
// word: part — in part | частично | ішінара
// word: spelling — with slips | с описками | қатемен
// example: text=казактелком
// table: thing kind name score match claim
// prepare: search
// order: yes
WITH 'https://w3id.org/mindet#' AS mn
CALL () {
  UNWIND $found AS iri MATCH (n:Resource {iri: iri})
  RETURN n, null AS c, null AS d
  UNION ALL
  UNWIND $found AS iri MATCH (n:Resource {iri: iri})
  MATCH (n)<-[:BEARER|JOINTLY_WITH|COUNTERPARTY|ISSUER|RESPONSIBLE|ACTOR|PROPOSER|BENEFICIARY|
    ABOUT|UNDERTAKING|TASK|LEGAL_BASIS|PLACE|INDICATOR]-(s)
  MATCH (s)<-[:STATES]-(c:Claim)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN n, c, d
  UNION ALL
  UNWIND $found AS iri MATCH (n:Resource {iri: iri})
  MATCH (n)<-[:SPEAKER|SPEAKER_POST|ADDRESSEE|RELAYED_BY]-(c:Claim)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN n, c, d
  UNION ALL
  UNWIND $found AS iri MATCH (n:Resource {iri: iri})
  MATCH (n)<-[:IN_DOCUMENT]-(c:Claim)
  RETURN n, c, n AS d
  UNION ALL
  UNWIND $found AS iri MATCH (n:Resource {iri: iri})
  MATCH (n)<-[:PARTICIPANT|IN_POST|MEETING]-(c:Participation)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN n, c, d
  UNION ALL
  UNWIND $found AS iri MATCH (n:Resource {iri: iri})
  MATCH (n)<-[:HOLDER|POST]-(t:Tenure)
  MATCH (t)-[:ATTESTED_BY]->(c:Claim)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  RETURN n, c, d
}
WITH mn, n, d, count(DISTINCT c) AS here, min(c.iri) AS via
// a day of ours is looked for only where the document, of the many, has none
WITH *, CASE WHEN d IS NULL OR d.issued IS NOT NULL OR NOT $inferences THEN [] ELSE
  [(d)<-[:CONCERNS]-(i:Inference)-[:PROPERTY]->(p)
    WHERE p.iri = 'http://purl.org/dc/terms/issued' | i.earliest] END AS ours
WITH *, coalesce(d.issued, reduce(first = null, one IN ours |
  CASE WHEN first < one THEN first ELSE one END)) AS earliest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
WITH mn, n, sum(here) AS mentions,
  min(coalesce(toString(earliest), 'undated') + ' ' + via + ' ' + d.iri) AS first
WHERE mentions > 0 OR $as_of IS NULL
WITH *, coalesce(split(first, ' ')[1], '') AS via, coalesce(split(first, ' ')[2], '') AS home
OPTIONAL MATCH (c:Resource {iri: via})
OPTIONAL MATCH (d:Resource {iri: home})
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences AND d IS NOT NULL
WITH mn, n, mentions, c, d, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
WITH *, coalesce(d.issued, issued_latest) AS latest
RETURN DISTINCT
  n.iri AS thing, n.types AS kind, null AS name, null AS language, null AS score, null AS match,
  mentions AS mentions,
  CASE WHEN c IS NULL THEN null ELSE coalesce([(c)-[:STATES]->(s) | s['gist_' + $lang]][0],
    [(c)-[:MEETING]->(m) | m['label_' + $lang]][0]) END AS what,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN c IS NULL THEN null WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain'
    ELSE 'possible' END AS counts,
  c.act AS act,
  CASE WHEN c IS NULL THEN null WHEN c.speaker_unstated THEN mn + 'unstated'
    ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END AS speaker,
  CASE WHEN c IS NULL OR NOT $inferences THEN [] ELSE COLLECT {
    MATCH (c)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->(p)
    MATCH (i)-[:VALUE]->(v)
    WHERE p.iri = mn + 'speaker'
    RETURN v.iri
  } END AS speaker_inferred,
  CASE WHEN c IS NULL THEN [] ELSE [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END END AS speaker_post,
  c.iri AS claim, d.iri AS document,
  CASE WHEN c IS NULL THEN [] ELSE [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] END AS passages
