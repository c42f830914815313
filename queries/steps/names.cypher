// title-en: Names of things
// title-ru: Названия предметов
// title-kk: Нысандардың атаулары
// description-en: Every name in every language: labels, other names, and as texts print them.
// description-ru: Все названия на всех языках: основные, другие и как в текстах.
// description-kk: Барлық тілдегі барлық атау: негізгі, басқа және мәтіндегідей.
// column: thing (thing) — Thing | Предмет | Нысан
// column: kind (terms) — Kind | Вид | Түрі
// column: language (text) — Language | Язык | Тілі
// column: name (text) — Name | Название | Атауы
// reads: everything
MATCH (n:Thing)
CALL (n) {
  UNWIND [k IN keys(n) WHERE split(k, '_')[0] IN ['label', 'altLabel', 'printedName']] AS key
  RETURN key, [] + n[key] AS names
  UNION
  MATCH (n)<-[:PARTICIPANT]-(p:Participation)
  UNWIND [k IN keys(p) WHERE split(k, '_')[0] = 'nameAsPrinted'] AS key
  RETURN key, [] + p[key] AS names
}
UNWIND names AS name
RETURN DISTINCT n.iri AS thing, n.types AS kind,
  replace(substring(key, size(split(key, '_')[0]) + 1), '_', '-') AS language, name AS name
