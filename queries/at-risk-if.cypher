// title-en: What falls if an actor does nothing
// title-ru: Что сорвётся, если участник ничего не сделает
// title-kk: Қатысушы ештеңе істемесе, не орындалмай қалады
// description-en: What stands still without an actor, and for an undertaking everyone it waits
//   for: from each obligation that someone bears, alone or jointly, by its task to the undertakings
//   that this task enables or serves, directly or along a chain of tasks, and on to their targets.
//   The walk and what is evidence of completion are those of 'Which undertakings wait for whom'; a
//   task with such evidence holds nothing up, nor does one that leads on only through steps that
//   are done; what is only perhaps evidence changes nothing. The ground says the weakest step:
//   stated, as a known member of the group that must, as the same party under another name, or by
//   our inference. The length counts the tasks and inferred steps on the way. An undertaking
//   without a target is a row without one. As of a day, both documents count by their stated dates
//   or by our spans for them; where one may be later, the row counts as 'perhaps'.
// description-ru: Что остановится без участника, а для начинания — все, кого оно ждёт: от каждой
//   обязанности, которую кто-то несёт один или совместно, через её задачу к начинаниям, которым эта
//   задача открывает путь или служит, прямо или по цепи задач, и дальше к их целям. Путь и
//   свидетельства выполнения те же, что в вопросе «Какие начинания ждут и кого»; задача с таким
//   свидетельством ничего не держит, как и та, что ведёт дальше только через выполненные шаги; то,
//   что лишь возможно служит свидетельством, ничего не меняет. Основание называет самый слабый шаг:
//   сказано прямо, известный участник обязанной группы, та же сторона под другим именем или наш
//   вывод. Длина считает задачи и выведенные шаги на пути. Начинание без цели — строка без неё. На
//   дату оба документа считаются по названной дате или по нашему промежутку; если один может быть
//   позже, строка помечена «возможно».
// description-kk: Қатысушысыз не тоқтап қалады, ал бастама үшін — ол күтетіндердің бәрі: біреу
//   жеке не бірлесіп көтеретін әр міндеттемеден оның міндеті арқылы сол міндет тікелей не міндеттер
//   тізбегімен жол ашатын не қызмет ететін бастамаларға, одан әрі олардың мақсаттарына дейін. Жолы
//   мен орындалу дәлелдері «Қай бастама кімді күтеді» сұрағындағыдай; ондай дәлелі бар міндет те,
//   тек орындалған қадамдар арқылы өтетін міндет те ештеңені бөгемейді; дәлел болуы тек мүмкін
//   нәрсе ештеңені өзгертпейді. Негізі ең әлсіз қадамды айтады: тікелей аталған, міндетті топтың
//   белгілі мүшесі, басқа атпен аталған сол тарап не біздің қорытынды. Ұзындық жолдағы міндеттер
//   мен қорытылған қадамдарды санайды. Мақсаты жоқ бастама — мақсатсыз жол. Белгілі күнге екі құжат
//   та айтылған күнімен не біздің аралықпен есептеледі; бірі кейінірек болуы мүмкін жол «мүмкін»
//   деп белгіленеді.
// parameter: actor (iri of Actor or Post = null) — what stands still without this actor or post |
//   что остановится без этого участника или должности | осы қатысушысыз не лауазымсыз не тоқтайды
// parameter: undertaking (iri of Undertaking = null) — whom this undertaking waits for | кого ждёт
//   это начинание | осы бастама кімді күтеді
// parameter: lang
// parameter: as_of
// parameter: inferences
// column: undertaking (thing) — What stands still | Что остановится | Не тоқтайды
// column: actor (thing) — If this one does nothing | Если не сделает | Кім істемесе
// column: tie (term) — How the task bears on it | Как задача с ним связана | Міндеттің оған қатысы
// column: waits_for (thing) — For which task | Какой задачи | Қай міндетті
// column: task (thing) — Task demanded | Требуемая задача | Талап етілген міндет
// column: length (number) — Length of the path | Длина пути | Жолдың ұзындығы
// column: basis (term) — Ground | Основание | Негізі
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
// column: what_2 (text) — Target | Цель | Мақсат
// column: basis_2 (term) — Target's ground | Основание цели | Мақсаттың негізі
// column: quantity
// column: due
// column: strict_end
// column: lenient_end
// column: strict_end_inferred
// column: lenient_end_inferred
// column: issued_2 (date) — Date of the target's document | Дата документа с целью | Мақсат
//   құжатының күні
// column: issued_earliest_2 (date) — Inferred: target, not before | Вывод: цель, не раньше |
//   Қорытынды: мақсат, ең ертесі
// column: issued_latest_2 (date) — Inferred: target, not after | Вывод: цель, не позже | Қорытынды:
//   мақсат, ең кеші
// column: claim_2 (claim) — Claim of the target | Утверждение о цели | Мақсат мәлімдемесі
// column: document_2 (document) — Document of the target | Документ с целью | Мақсат құжаты
// column: passages_2 (passages) — Passage of the target | Место цели в тексте | Мақсаттың мәтіндегі
//   орны
// example: actor=group/akimats
// table: actor undertaking task basis claim what_2 due claim_2
// reads: everything
// by: undertaking
WITH 'https://w3id.org/mindet#' AS mn
CALL (mn) {
  WITH mn WHERE $among IS NULL AND ($actor IS NULL OR $actor = mn + 'unstated')
  MATCH (u:Undertaking)
  WHERE $undertaking IS NULL OR u.iri = $undertaking
  MATCH (u)<-[:ENABLES|SERVES*1..]-(waits:Task)
  RETURN waits, u, null AS s
  UNION
  UNWIND coalesce($among, []) AS one
  MATCH (u:Undertaking {iri: one})
  MATCH (u)<-[:ENABLES|SERVES*1..]-(waits:Task)
  RETURN waits, u, null AS s
  UNION
  WITH mn WHERE $actor <> mn + 'unstated'
  MATCH (a:Resource {iri: $actor})
  CALL (a) {
    RETURN a AS party
    UNION
    MATCH (a)<-[:KNOWN_MEMBER]-(party) RETURN party
    UNION
    MATCH (a)<-[:SOURCE|TARGET]-(:Link {kind: 'sameParty'})-[:SOURCE|TARGET]->(party)
    WHERE $inferences
    RETURN party
  }
  CALL (party) {
    MATCH (party)<-[:BEARER|JOINTLY_WITH]-(s:Obligation) RETURN s
    UNION
    MATCH (party)<-[:VALUE]-(via1:Inference)
    MATCH (via1)-[:CONCERNS]->(s:Obligation) WHERE $inferences RETURN s
  }
  MATCH (s)-[:TASK]->(task:Task)
  CALL (task) {
    MATCH (task)-[:BROADER_TASK*0..]->(waits:Task) RETURN waits
    UNION
    MATCH (task)<-[:BROADER_TASK*0..]-(waits:Task) RETURN waits
  }
  MATCH (waits)-[:ENABLES|SERVES*1..]->(u:Undertaking)
  WHERE $undertaking IS NULL OR u.iri = $undertaking
  RETURN waits, u, s
}
WITH mn, u, collect(DISTINCT waits) AS waiting, collect(DISTINCT s) AS mine
MATCH (u)<-[:ENABLES|SERVES*1..]-(step:Task)
WITH DISTINCT mn, u, waiting, mine, step
// A step is done where every demand on it is, or, demanded by nobody, it is told as completed.
WITH *, COLLECT {
  MATCH (step)<-[:TASK|ABOUT]-(r:Result {stage: 'completed'})
  MATCH (r)<-[:STATES]-(e:Claim)
  MATCH (e)-[:IN_DOCUMENT]->(f:Document)
  OPTIONAL MATCH (f)<-[:CONCERNS]-(dates:Inference)
  WHERE $inferences AND EXISTS { (dates)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH r, f, min(dates.earliest) AS known_from, max(dates.latest) AS known_by
  WHERE $as_of IS NULL OR coalesce(f.issued, known_by) <= $as_of
  RETURN {result: r.iri, document: f.iri, earliest: coalesce(f.issued, known_from)}
} AS told
WITH *, CASE WHEN size(told) > 0 OR $inferences AND EXISTS {
  MATCH (step)<-[:TASK]-(s:Obligation)
  MATCH (s)<-[:TARGET]-(:Link {kind: 'fulfils'})
} THEN COLLECT {
  MATCH (step)<-[:TASK]-(s:Obligation)
  MATCH (s)<-[:STATES]-(via2:Claim)
  MATCH (via2)-[:IN_DOCUMENT]->(d:Document)
  OPTIONAL MATCH (d)<-[:CONCERNS]-(dates:Inference)
  WHERE $inferences AND EXISTS { (dates)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH s, d, min(dates.earliest) AS known_from, max(dates.latest) AS known_by
  WHERE $as_of IS NULL OR coalesce(d.issued, known_from, $as_of) <= $as_of
  WITH s, d, coalesce(d.issued, known_by) AS latest, COLLECT {
    MATCH (s)<-[:TARGET]-(via3:Link {kind: 'fulfils'})
    MATCH (via3)-[:SOURCE]->(via4)
    MATCH (via4)<-[:STATES]-(via5:Claim)
    MATCH (via5)-[:IN_DOCUMENT]->(f:Document)
    OPTIONAL MATCH (f)<-[:CONCERNS]-(dates:Inference)
    WHERE EXISTS { (dates)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
    WITH f, max(dates.latest) AS told_by
    WHERE $inferences AND ($as_of IS NULL OR coalesce(f.issued, told_by) <= $as_of)
    RETURN f.iri
  } AS fulfilled
  RETURN {document: d.iri, latest: latest, fulfilled: fulfilled}
} END AS demands
WITH mn, u, waiting, mine, CASE
  WHEN demands IS NULL OR size(demands) = 0 AND size(told) = 0 THEN null
  WHEN all(one IN demands WHERE size(one.fulfilled) > 0 OR any(r IN told
    WHERE r.document = one.document OR r.earliest >= one.latest)) THEN step.iri END AS done
WITH mn, u, waiting, mine, collect(done) AS over
UNWIND waiting AS waits
// a task at a time: the paths of a whole country would not fit in memory
CALL (mn, waits, u, mine, over) {
  WITH mn, waits, u, mine, over,
    CASE WHEN EXISTS { (waits)-[:ENABLES*1..]->(u) } THEN 'enables' ELSE 'serves' END AS tie
  WITH *
  WHERE size(over) = 0 OR tie = 'enables' AND EXISTS {
    MATCH (waits)-[:ENABLES*0..]->(x:Task)-[:ENABLES]->(y)
    WHERE NOT y.iri IN over
      AND NOT EXISTS { MATCH (y)-[:ENABLES*1..]->(z:Task)-[:ENABLES*1..]->(v)
        WHERE z.iri IN over AND v = u }
      AND (y = u OR EXISTS { MATCH (y)-[:ENABLES*1..]->(v) WHERE v = u })
      AND (x = waits OR NOT x.iri IN over
        AND EXISTS { MATCH (x)-[:ENABLES*1..]->(z:Task)-[:ENABLES*1..]->(v)
          WHERE z.iri IN over AND v = u })
  } OR tie = 'serves' AND EXISTS {
    MATCH (waits)-[:ENABLES*0..]->(x:Task)-[:ENABLES|SERVES]->(y)
    WHERE NOT y.iri IN over
      AND NOT EXISTS { MATCH (y)-[:ENABLES*1..]->(z:Task) WHERE z.iri IN over }
      AND (y = u OR EXISTS { MATCH (y)-[:ENABLES|SERVES*1..]->(v) WHERE v = u })
      AND (x = waits OR NOT x.iri IN over
        AND EXISTS { MATCH (x)-[:ENABLES*1..]->(z:Task) WHERE z.iri IN over })
  }
  WITH *, size(COLLECT {
    MATCH (waits)-[:ENABLES*0..]->(step:Task)
    WHERE CASE tie WHEN 'enables' THEN EXISTS { (step)-[:ENABLES*1..]->(u) }
      ELSE EXISTS { (step)-[:ENABLES|SERVES*1..]->(u) } END
    RETURN DISTINCT step.iri
  }) AS steps
  CALL (waits) {
    MATCH (waits)<-[:BROADER_TASK*0..]-(task:Task) RETURN task
    UNION
    MATCH (waits)-[:BROADER_TASK*0..]->(task:Task) RETURN task
  }
  WITH * WHERE task = waits OR ($inferences AND NOT EXISTS { (task)-[:ENABLES]->() } AND
    (tie = 'enables' OR NOT EXISTS { (task)-[:SERVES]->() }))
  MATCH (task)<-[:TASK]-(s:Obligation)
  WHERE size(mine) = 0 OR s IN mine  // of a named actor only what it may have to do
  MATCH (s)<-[:STATES]-(c:Claim)
  MATCH (c)-[:IN_DOCUMENT]->(d:Document)
  OPTIONAL MATCH (d)<-[:CONCERNS]-(dating:Inference)
  WHERE $inferences AND EXISTS { (dating)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
  WITH mn, u, waits, tie, steps, task, c, s, d, min(dating.earliest) AS issued_earliest,
    max(dating.latest) AS issued_latest
  WITH *, coalesce(d.issued, issued_earliest) AS earliest,
    coalesce(d.issued, issued_latest) AS latest
  WHERE $as_of IS NULL OR earliest IS NULL OR earliest <= $as_of
  CALL (mn, s) {
    MATCH (s)-[:BEARER|JOINTLY_WITH]->(a) RETURN a.iri AS actor, 1 AS rank
    UNION
    WITH mn, s WHERE s.bearer_unstated OR s.jointlyWith_unstated
    RETURN mn + 'unstated' AS actor, 1 AS rank
    UNION
    MATCH (s)-[:BEARER|JOINTLY_WITH]->(g)
    MATCH (g)-[:KNOWN_MEMBER]->(a) RETURN a.iri AS actor, 2 AS rank
    UNION
    MATCH (s)-[:BEARER|JOINTLY_WITH]->(g)
    MATCH (g)<-[:SOURCE|TARGET]-(:Link {kind: 'sameParty'})-[:SOURCE|TARGET]->(a)
    WHERE $inferences
    RETURN a.iri AS actor, 3 AS rank
    UNION
    MATCH (s)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->(p)
    WHERE $inferences AND p.iri IN [mn + 'bearer', mn + 'jointlyWith']
    MATCH (i)-[:VALUE]->(g)
    CALL (g) {
      RETURN g AS a
      UNION
      MATCH (g)-[:KNOWN_MEMBER]->(a) RETURN a
      UNION
      MATCH (g)<-[:SOURCE|TARGET]-(:Link {kind: 'sameParty'})-[:SOURCE|TARGET]->(a) RETURN a
    }
    RETURN a.iri AS actor, 4 AS rank
  }
  WITH mn, u, waits, tie, steps, task, c, s, d, issued_earliest, issued_latest, earliest, latest,
    actor, min(rank) AS rank
  WHERE $actor IS NULL OR actor = $actor
  WITH *, COLLECT {
    UNWIND [task, waits] AS x
    MATCH (x)<-[:TASK|ABOUT]-(r:Result {stage: 'completed'})
    MATCH (r)<-[:STATES]-(e:Claim)
    MATCH (e)-[:IN_DOCUMENT]->(f:Document)
    OPTIONAL MATCH (f)<-[:CONCERNS]-(dates:Inference)
    WHERE $inferences AND EXISTS { (dates)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
    WITH r, e, f, min(dates.earliest) AS known_from, max(dates.latest) AS known_by
    RETURN {claim: e.iri, document: f.iri, earliest: coalesce(f.issued, known_from),
      latest: coalesce(f.issued, known_by), linked: $inferences AND EXISTS {
        MATCH (r)<-[:SOURCE]-(l:Link {kind: 'fulfils'})
        MATCH (l)-[:TARGET]->(s) }}
  } + COLLECT {
    MATCH (s)<-[:TARGET]-(via6:Link {kind: 'fulfils'})
    MATCH (via6)-[:SOURCE]->(via7)
    MATCH (via7)<-[:STATES]-(e:Claim)
    MATCH (e)-[:IN_DOCUMENT]->(f:Document)
    OPTIONAL MATCH (f)<-[:CONCERNS]-(dates:Inference)
    WHERE EXISTS { (dates)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
    WITH e, f, min(dates.earliest) AS known_from, max(dates.latest) AS known_by
    WHERE $inferences
    RETURN {claim: e.iri, document: f.iri, earliest: coalesce(f.issued, known_from),
      latest: coalesce(f.issued, known_by), linked: true}
  } AS told
  WITH *, [e IN told WHERE ($as_of IS NULL OR e.latest <= $as_of)
    AND (e.linked OR e.document = d.iri OR e.earliest >= latest) | e.claim] AS evidence
  WHERE size(evidence) = 0
  WITH *, COLLECT {
    MATCH (c)<-[:CONCERNS]-(i:Inference)
    MATCH (i)-[:PROPERTY]->({iri: 'https://w3id.org/mindet#speaker'})
    MATCH (i)-[:VALUE]->(v)
    WHERE $inferences
    RETURN v.iri
  } AS speaker_inferred
  OPTIONAL CALL (mn, u) {
    CALL (mn, u) {
      MATCH (u)<-[:ABOUT]-(g:Target) RETURN g, 1 AS told
      UNION
      MATCH (u)<-[:VALUE]-(i:Inference)
      MATCH (i)-[:CONCERNS]->(g:Target)
      MATCH (i)-[:PROPERTY]->(p)
      WHERE $inferences AND p.iri = mn + 'about'
      RETURN g, 2 AS told
    }
    WITH mn, g, min(told) AS told
    MATCH (g)<-[:STATES]-(c2:Claim)
    MATCH (c2)-[:IN_DOCUMENT]->(d2:Document)
    OPTIONAL MATCH (d2)<-[:CONCERNS]-(dating2:Inference)
    WHERE $inferences
      AND EXISTS { (dating2)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'}) }
    WITH mn, g, told, c2, d2, min(dating2.earliest) AS issued_earliest_2, max(dating2.latest)
      AS issued_latest_2
    WITH *, coalesce(d2.issued, issued_earliest_2) AS earliest_2,
      coalesce(d2.issued, issued_latest_2) AS latest_2
    WHERE $as_of IS NULL OR earliest_2 IS NULL OR earliest_2 <= $as_of
    OPTIONAL MATCH (g)-[:DUE]->(t)
    OPTIONAL MATCH (g)-[:QUANTITY]->(q)
    WITH *, COLLECT {
      MATCH (t)<-[:CONCERNS]-(i:Inference)
      MATCH (i)-[:PROPERTY]->(p)
      WHERE $inferences AND i.literal_date IS NOT NULL
      RETURN {of: split(p.iri, '#')[-1], is: i.literal_date} ORDER BY i.literal_date
    } AS concluded
    RETURN g['gist_' + $lang] AS what_2,
      CASE told WHEN 1 THEN 'stated' ELSE 'inferred' END AS basis_2, q.iri AS quantity,
      CASE WHEN g.due_unstated THEN mn + 'unstated' ELSE t.iri END AS due,
      t.strictEnd AS strict_end, t.lenientEnd AS lenient_end,
      [i IN concluded WHERE i.of = 'strictEnd' | i.is][0] AS strict_end_inferred,
      [i IN concluded WHERE i.of = 'lenientEnd' | i.is][0] AS lenient_end_inferred,
      d2.issued AS issued_2, issued_earliest_2, issued_latest_2, latest_2,
      c2.iri AS claim_2, d2.iri AS document_2,
      [(c2)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages_2
  }
  RETURN actor, tie, task, steps, rank, s, c, d, issued_earliest, issued_latest, latest,
    speaker_inferred, what_2, basis_2, quantity, due, strict_end, lenient_end, strict_end_inferred,
    lenient_end_inferred, issued_2, issued_earliest_2, issued_latest_2, latest_2, claim_2,
    document_2, passages_2
}
RETURN DISTINCT
  actor AS actor, u.iri AS undertaking, tie AS tie, waits.iri AS waits_for, task.iri AS task,
  steps + CASE WHEN task = waits THEN 0 ELSE 1 END AS length,
  ['stated', 'knownMember', 'sameParty', 'inferred'][
    CASE WHEN task = waits THEN rank ELSE 4 END - 1] AS basis,
  s['gist_' + $lang] AS what, s.types AS kind,
  d.issued AS issued, issued_earliest AS issued_earliest, issued_latest AS issued_latest,
  CASE WHEN $as_of IS NULL OR latest <= $as_of AND (claim_2 IS NULL OR latest_2 <= $as_of)
    THEN 'certain' ELSE 'possible' END AS counts,
  c.act AS act,
  CASE WHEN c.speaker_unstated THEN mn + 'unstated' ELSE [(c)-[:SPEAKER]->(x) | x.iri][0] END
    AS speaker,
  speaker_inferred AS speaker_inferred,
  [(c)-[:SPEAKER_POST]->(x) | x.iri] +
    CASE WHEN c.speakerPost_unstated THEN [mn + 'unstated'] ELSE [] END AS speaker_post,
  c.iri AS claim, d.iri AS document, [(c)-[:PASSAGE]->(x) | x.start + '-' + x.end] AS passages,
  what_2 AS what_2, basis_2 AS basis_2, quantity AS quantity, due AS due,
  strict_end AS strict_end, lenient_end AS lenient_end,
  strict_end_inferred AS strict_end_inferred, lenient_end_inferred AS lenient_end_inferred,
  issued_2 AS issued_2, issued_earliest_2 AS issued_earliest_2, issued_latest_2 AS issued_latest_2,
  claim_2 AS claim_2, document_2 AS document_2, passages_2 AS passages_2
