// title-en: Legal instruments by stage
// title-ru: Правовые документы по стадиям
// title-kk: Құқықтық құжаттар сатылары бойынша
// description-en: Each law, decree, code or agreement with every claim that tells what stage it
//   has come to, in the order of the documents; one of which no known claim tells a stage has a
//   row for each claim that speaks of it, the stage shown as not stated. Beside it who issued
//   what rests on it, the obligations whose legal basis it is, who takes part in it, and all
//   claims that speak of it. An instrument that no known document speaks of has no row. Whether
//   a claim speaks of this instrument by name or by our inference stands under 'ground'. An
//   issuer, responsible actor, time or speaker that the text does not give is shown as not
//   stated; what we conclude stands in columns of its own. As of a day, a document counts by its
//   stated date or by our span for it; one that may be later, or that has no date once
//   inferences are left out, counts as 'perhaps'.
// description-ru: Каждый закон, указ, кодекс или соглашение с каждым утверждением о том, какой
//   стадии оно достигло, в порядке документов; если ни одно известное утверждение стадию не
//   называет, строка есть для каждого утверждения о документе, а стадия показана как не
//   указанная. Рядом — кто установил то, что на нём основано, сами обязательства с этим правовым
//   основанием, кто в нём участвует и все утверждения о нём. Документа, о котором не говорит ни
//   один известный текст, здесь нет. В столбце «Основание» видно, назван ли он прямо или отнесён
//   по нашему выводу. Если текст не называет, кто установил, ответственного, когда или кто
//   сказал, так и показано; наши выводы стоят в отдельных столбцах. На дату документ считается
//   по названной дате или по нашему промежутку; если он может быть и позже или без выводов
//   остаётся без даты, он помечен «возможно».
// description-kk: Әр заң, жарлық, кодекс не келісім және оның қай сатыға жеткенін айтатын әр
//   мәлімдеме, құжаттар ретімен; сатысын ешбір белгілі мәлімдеме айтпаса, ол туралы әр
//   мәлімдемеге бір жол беріледі, сатысы айтылмаған деп көрсетіледі. Қасында: оған негізделген
//   талаптарды кім белгіледі, құқықтық негізі сол болатын міндеттемелер, оған кім қатысады және
//   ол туралы барлық мәлімдеме. Ешбір белгілі құжатта айтылмаған құқықтық құжат мұнда жоқ.
//   Мәлімдеме оны тікелей атағаны не біз соған жатқызғанымыз «Негізі» бағанында тұрады. Мәтін
//   кім белгілегенін, жауаптыны, қашан екенін не кім айтқанын атамаса, солай көрсетіледі; біздің
//   қорытындыларымыз бөлек бағандарда тұрады. Белгілі күнге құжат айтылған күнімен не біздің
//   аралықпен есептеледі; кейінірек болуы мүмкін немесе қорытындысыз күні қалмаған құжат
//   «мүмкін» деп белгіленеді.
// parameter: instrument (iri of LegalInstrument = null) — only this instrument | только этот
//   правовой документ | тек осы құқықтық құжат
// parameter: stage (string = any, any or drafted or submitted or signed or enteredIntoForce or
//   underWay or launched or completed or unstated) — only rows with this stage | только строки с
//   этой стадией | тек осы сатыдағы жолдар
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: issued
// column: issued_earliest
// column: issued_latest
// column: counts
// column: instrument (thing) — Legal instrument | Правовой документ | Құқықтық құжат
// column: stage (term) — Stage | Стадия | Сатысы
// column: basis (term) — Ground | Основание | Негізі
// column: what
// column: kind
// column: due
// column: since (date) — From | С какого дня | Қай күннен
// column: strict_end
// column: lenient_end
// column: since_inferred (date) — Inferred: from | Вывод: с какого дня | Қорытынды: қай күннен
// column: strict_end_inferred
// column: lenient_end_inferred
// column: responsible
// column: responsible_inferred
// column: issuer (things) — Who issued it | Кто издал | Кім шығарды
// column: issuer_inferred (things) — Inferred: who issued it | Вывод: кто издал | Қорытынды: кім
//   шығарды
// column: party (things) — Who takes part | Кто участвует | Кім қатысады
// column: obligations (claims) — What rests on it | Что на нём основано | Оған не негізделген
// column: obligations_inferred (claims) — Inferred: rests on it | Вывод: на нём основано |
//   Қорытынды: оған негізделген
// column: mentions (claims) — All that is told of it | Все утверждения о нём | Ол туралы барлық
//   мәлімдеме
// column: act
// column: speaker
// column: speaker_inferred
// column: speaker_post
// column: claim
// column: document
// column: passages
// table: issued instrument stage what issuer party obligations claim
// finish: chronological
// order: yes
// reads: everything
WITH 'https://w3id.org/mindet#' AS mn
MATCH (l:LegalInstrument)
WHERE $instrument IS NULL OR l.iri = $instrument
CALL (mn, l) {
  MATCH (l)<-[:ABOUT|LEGAL_BASIS|UNDERTAKING]-(s:Statement)
  RETURN s, 1 AS rank
  UNION
  MATCH (l)<-[:VALUE]-(i:Inference)
  MATCH (i)-[:CONCERNS]->(s:Statement)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences AND p.iri IN [mn + 'about', mn + 'legalBasis', mn + 'undertaking']
  RETURN s, 2 AS rank
}
WITH mn, l, s, min(rank) AS rank
MATCH (s)<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference),
  (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH mn, l, rank, c, s, d, min(dating.earliest) AS issued_earliest, max(dating.latest)
  AS issued_latest
WITH *, coalesce(d.issued, issued_earliest) AS earliest, coalesce(d.issued, issued_latest) AS latest
WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
WITH *, CASE WHEN s:Result THEN s.stage END AS told
WITH mn, l, collect(s) AS known, count(told) AS stages, collect({rank: rank, c: c, s: s, d: d,
  told: told, issued_earliest: issued_earliest, issued_latest: issued_latest, latest: latest})
  AS rows
UNWIND rows AS row
WITH mn, l, known, row.rank AS rank, row.c AS c, row.s AS s, row.d AS d, row.told AS told,
  row.issued_earliest AS issued_earliest, row.issued_latest AS issued_latest, row.latest AS latest,
  stages
WHERE (told IS NOT NULL OR stages = 0) AND $stage IN ['any', coalesce(told, 'unstated')]
OPTIONAL MATCH (s)-[:PERIOD|DUE|IN_FORCE]->(t)
WITH *, COLLECT {
  UNWIND [c, s, t] AS about
  MATCH (about)<-[:CONCERNS]-(i:Inference)
  MATCH (i)-[:PROPERTY]->(p)
  WHERE $inferences
  OPTIONAL MATCH (i)-[:VALUE]->(v)
  RETURN {of: split(p.iri, '#')[-1], is: coalesce(v.iri, i.literal_date)} ORDER BY i.literal_date
} AS concluded, COLLECT {
  UNWIND known AS o
  MATCH (l)<-[:LEGAL_BASIS]-(o)
  MATCH (o)-[:ISSUER]->(x)
  RETURN x.iri
} AS issuers
RETURN DISTINCT
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of THEN 'certain' ELSE 'possible' END AS counts,
  l.iri AS instrument, coalesce(told, 'unstated') AS stage,
  CASE rank WHEN 1 THEN 'stated' ELSE 'inferred' END AS basis,
  s['gist_' + $lang] AS what, s.types AS kind,
  coalesce(t.iri, CASE WHEN s.period_unstated OR s.due_unstated OR s.inForce_unstated OR s:Result
    THEN mn + 'unstated' END) AS due,
  t.from AS since, t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
  [i IN concluded WHERE i.of = 'from' | i.is][0] AS since_inferred,
  [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
  [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
  [(s)-[:RESPONSIBLE]->(x) | x.iri] +
    CASE WHEN s.responsible_unstated THEN [mn + 'unstated'] ELSE [] END AS responsible,
  [i IN concluded WHERE i.of = 'responsible' | i.is] AS responsible_inferred,
  CASE WHEN size(issuers) = 0 THEN [mn + 'unstated'] ELSE issuers END AS issuer,
  COLLECT {
    UNWIND known AS o
    MATCH (l)<-[:LEGAL_BASIS]-(o)
    MATCH (o)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->({iri: mn + 'issuer'})
    MATCH (i)-[:VALUE]->(x)
    WHERE $inferences
    RETURN x.iri
  } AS issuer_inferred,
  COLLECT {
    UNWIND known AS o
    MATCH (l)<-[:UNDERTAKING]-(o)
    OPTIONAL MATCH (o)-[:ACTOR]->(x)
    RETURN coalesce(x.iri, CASE WHEN o.actor_unstated THEN mn + 'unstated' END)
  } AS party,
  COLLECT {
    UNWIND known AS o
    MATCH (l)<-[:LEGAL_BASIS]-(o)
    MATCH (o)<-[:STATES]-(e:Claim)
    RETURN e.iri
  } AS obligations,
  COLLECT {
    UNWIND known AS o
    MATCH (l)<-[:VALUE]-(i:Inference)
    MATCH (i)-[:CONCERNS]->(o)
    MATCH (o)<-[:STATES]-(e:Claim)
    MATCH (i)-[:PROPERTY]->({iri: mn + 'legalBasis'})
    WHERE $inferences
    RETURN e.iri
  } AS obligations_inferred,
  COLLECT {
    UNWIND known AS o
    MATCH (l)<-[:ABOUT|LEGAL_BASIS|UNDERTAKING]-(o)
    MATCH (o)<-[:STATES]-(e:Claim)
    RETURN e.iri
  } AS mentions,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  [i IN concluded WHERE i.of = 'speaker' | i.is] AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages
