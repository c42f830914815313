"""What the checks say, in three languages: what is wrong, and what to do about it.

>>> render("textLength", "ru", told=3, found=4)
('в карточке длина текста 3, а в тексте 4 знака', 'исправьте textLength')
"""

from __future__ import annotations

from mindet.terms import LANGUAGES

Told = dict[str, tuple[str, str]]

MESSAGES: dict[str, Told] = {
    "unreadable": {
        "en": ("{problem}", "{remedy}"),
        "ru": ("текст не прочитан: {problem}", "{remedy}"),
        "kk": ("мәтін оқылмады: {problem}", "{remedy}"),
    },
    "sha256": {
        "en": ("the file is another one: its SHA-256 is {found}, the sheet has {told}",
               "find the file that was read, or read this one anew"),
        "ru": ("файл другой: его SHA-256 {found}, а в карточке {told}",
               "найдите прочитанный файл или прочитайте этот заново"),
        "kk": ("файл басқа: оның SHA-256 мәні {found}, ал парақшада {told}",
               "оқылған файлды табыңыз немесе мына файлды қайта оқыңыз"),
    },
    "textLength": {
        "en": ("the sheet has a text of {told} characters, the text has {found}",
               "mend textLength"),
        "ru": ("в карточке длина текста {told}, а в тексте {found} знака", "исправьте textLength"),
        "kk": ("парақшада мәтін ұзындығы {told}, ал мәтінде {found} таңба",
               "textLength мәнін түзетіңіз"),
    },
    "offsets": {
        "en": ("{start}-{end} is no stretch of a text of {length} characters",
               "find the offsets anew: mindet locate FILE 'words'"),
        "ru": ("{start}-{end} лежит вне текста, в котором {length} знаков",
               "найдите место заново: mindet locate ФАЙЛ 'слова'"),
        "kk": ("{start}-{end} аралығы {length} таңбалық мәтінге сыймайды",
               "орнын қайта табыңыз: mindet locate ФАЙЛ 'сөздер'"),
    },
    "insideWord": {
        "en": ("the stretch cuts the word '{word}'", "move the offset to {near}"),
        "ru": ("отрезок разрывает слово «{word}»", "передвиньте границу на {near}"),
        "kk": ("үзінді «{word}» сөзін бөліп тұр", "шегін {near} орнына жылжытыңыз"),
    },
    "blank": {
        "en": ("the stretch begins or ends with a blank", "write {{start: {start}, end: {end}}}"),
        "ru": ("отрезок начинается или кончается пробелом",
               "напишите {{start: {start}, end: {end}}}"),
        "kk": ("үзінді бос орыннан басталады не бос орынмен аяқталады",
               "{{start: {start}, end: {end}}} деп жазыңыз"),
    },
    "overlap": {
        "en": ("'{words}' is in {other} and also said to hold no claim",
               "shorten one of the two"),
        "ru": ("«{words}» входит в {other} и в то же время указано как место без высказываний",
               "сократите одно из двух"),
        "kk": ("«{words}» {other} ішінде тұр, әрі мәлімдемесіз бөлік деп те көрсетілген",
               "екеуінің бірін қысқартыңыз"),
    },
    "uncovered": {
        "en": ("no claim holds '{words}', and it is not listed under noClaim",
               "add a claim, widen a passage, or list it under noClaim"),
        "ru": ("ни одно высказывание не содержит «{words}», и в noClaim этого нет",
               "добавьте высказывание, расширьте отрезок или внесите в noClaim"),
        "kk": ("«{words}» бірде-бір мәлімдемеге кірмеген, noClaim тізімінде де жоқ",
               "мәлімдеме қосыңыз, үзіндіні кеңейтіңіз немесе noClaim тізіміне енгізіңіз"),
    },
    "number": {
        "en": ("the number '{words}' is in no quantity, date or period of {claims}",
               "add the quantity with asPrinted, or the date"),
        "ru": ("числа «{words}» нет ни в количестве, ни в дате, ни в периоде: {claims}",
               "добавьте количество с asPrinted или дату"),
        "kk": ("«{words}» саны шамада да, күнде де, кезеңде де жоқ: {claims}",
               "asPrinted бар шаманы немесе күнді қосыңыз"),
    },
    "notPrinted": {
        "en": ("'{words}' is not printed in the passage", "write asPrinted as the text has it"),
        "ru": ("«{words}» в отрезке не напечатано", "напишите asPrinted так, как в тексте"),
        "kk": ("«{words}» үзіндіде басылмаған", "asPrinted мәнін мәтіндегідей жазыңыз"),
    },
    "bounds": {
        "en": ("'{words}' prints {values}, but the bounds are {told}",
               "mend lower and upper, or asPrinted"),
        "ru": ("в «{words}» напечатано {values}, а границы {told}",
               "исправьте lower и upper или asPrinted"),
        "kk": ("«{words}» дегенде {values} басылған, ал шектері {told}",
               "lower мен upper мәндерін не asPrinted мәнін түзетіңіз"),
    },
    "name": {
        "en": ("the name '{words}' is not printed in the passage",
               "write nameAsPrinted as the text has it, or mend the passage"),
        "ru": ("имя «{words}» в отрезке не напечатано",
               "напишите nameAsPrinted так, как в тексте, или исправьте отрезок"),
        "kk": ("«{words}» аты үзіндіде басылмаған",
               "nameAsPrinted мәнін мәтіндегідей жазыңыз немесе үзіндіні түзетіңіз"),
    },
    "noSheet": {
        "en": ("no sheet reads this text", "write one, or move the file away"),
        "ru": ("для этого текста нет карточки", "напишите её или уберите файл"),
        "kk": ("бұл мәтіннің парақшасы жоқ", "парақша жазыңыз немесе файлды алып тастаңыз"),
    },
    "leak": {
        "en": ("words of a source text: '{words}'", "say it in words of your own"),
        "ru": ("слова исходного текста: «{words}»", "скажите это своими словами"),
        "kk": ("бастапқы мәтіннің сөздері: «{words}»", "өз сөзіңізбен айтыңыз"),
    },
    "summary": {
        "en": ("{ratio} of the letters and digits and {accounted} of {numbers} numbers accounted "
               "for; {errors} errors, {warnings} warnings", ""),
        "ru": ("учтено {ratio} букв и цифр и {accounted} из {numbers} чисел; "
               "ошибок: {errors}, предупреждений: {warnings}", ""),
        "kk": ("әріптер мен цифрлардың {ratio} және {numbers} санның {accounted} есепке алынды; "
               "қате: {errors}, ескерту: {warnings}", ""),
    },
    "again": {"en": ("again, see above", ""), "ru": ("снова, см. выше", ""),
              "kk": ("қайталанған, жоғарыдан қараңыз", "")},
    "gap": {"en": ("NOT COVERED", ""), "ru": ("НЕ ОХВАЧЕНО", ""), "kk": ("ҚАМТЫЛМАҒАН", "")},
}  # fmt: skip
WARNINGS = frozenset(("overlap", "bounds", "noSheet"))


def render(code: str, language: str, **values: object) -> tuple[str, str]:
    """What is wrong and what to do, for the finding `code`, in `language` (else English)."""
    told = MESSAGES[code][language if language in LANGUAGES else "en"]
    return told[0].format(**values), told[1].format(**values)
