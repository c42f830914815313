"""What an analyst thinks of an instruction: entered by a verb, checked, and found by a query."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from command_line import run
from mindet.assessments import Assessment, scale
from mindet.cli import cli
from mindet.errors import MindetError
from mindet.ontology import Ontology
from mindet.resources import folder
from mindet.sheets import load
from mindet.sheets.appending import appended
from mindet.sheets.tree import Mapping, Scalar, Sequence, parse
from mindet.store.folder import try_lock
from mindet.terms import ID, MN

CLAIM = "claim/002-10"
CRITERIA = (
    "workedThrough", "fitsStrategy", "concreteResult", "realisticDeadline", "resourced",
    "noDuplicate",
)  # fmt: skip
WHY = ("--reason-en", "Why", "--reason-ru", "Почему", "--reason-kk", "Неге")
GOOD = (
    CLAIM, "--criterion", "realistic-deadline", "--rating", "not-met", "--as-of", "2026-02-01",
    *WHY,
)  # fmt: skip


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder of sheets of one's own."""
    return Path(shutil.copytree(folder("seeds"), tmp_path / "seeds"))


def assess(seeds: Path, *arguments: str) -> Result:
    """One run of the verb; an error that a user can mend is the result's exception."""
    found = CliRunner().invoke(cli, ["assess", *arguments, "--seeds", str(seeds)])
    assert found.exception is None or isinstance(found.exception, MindetError | SystemExit)
    return found


def replaced(old: str, new: str) -> tuple[str, ...]:
    """The good arguments with one of them changed."""
    assert old in GOOD
    return tuple(new if one == old else one for one in GOOD)


def mindet(*arguments: str | Path) -> str:
    """Standard output of `mindet arguments`, which must succeed and complain of nothing."""
    output, errors = run(Path(), *arguments)
    assert errors == ""
    return output


def test_from_the_entry_to_the_answer(seeds: Path, tmp_path: Path) -> None:
    """What is entered is built, and the query shows it with its reason, and from its day on."""
    printed = mindet("assess", *GOOD, "--evidence", "claim/001-21", "--seeds", seeds)
    sheet = seeds / "assessments.yaml"
    head, _, entry = printed.partition("\n")
    assert head == f"# {sheet}"
    assert sheet.read_text("utf-8").replace("\n  ", "\n") == f"assessments:\n{entry}"
    mindet("build", "--seeds", seeds, "-o", tmp_path / "build")

    def rated(*options: str) -> dict[str, tuple[str | None, ...]]:
        answer = mindet(
            "ask", "instruction-quality", "-p", f"claim={CLAIM}", "--format", "json", "--lang",
            "ru", "--from", tmp_path / "build" / "graph", *options,
        )  # fmt: skip
        return {
            row["criterion"]["term"]: (row["rating"]["label"], row["reason"])
            for row in json.loads(answer)["rows"]
        }

    blank = dict.fromkeys(CRITERIA, ("не оценено", None))
    assert rated() == {**blank, "realisticDeadline": ("не выполнено", "Почему")}
    assert rated("--as-of", "2026-01-31") == rated("--no-inferences") == blank


@pytest.mark.parametrize("rating", ["limited", "not-started", "notRatable"])
def test_completion_has_a_scale_of_its_own(seeds: Path, rating: str) -> None:
    """How far a plan has come is entered by the same verb, on the scale of the OGP."""
    given = ("claim/001-18", "--criterion", "completion", "--rating", rating)
    assert assess(seeds, *given, "--as-of", "2026-02-01", *WHY).exit_code == 0
    (entry,) = entries(seeds / "assessments.yaml")
    assert (entry["of"], entry["criterion"]) == ("statement/001-18", "completion")
    assert entry["rating"] in scale("completion")


def test_the_scales_are_those_of_the_shapes(ontology: Ontology) -> None:
    """Every rating of the ontology is on one of the two scales, which share one."""
    of = ontology.property_by_name["rating"]
    criterion = ontology.property_by_name["criterion"]
    assert set(scale("completion")) & set(scale("resourced")) == {"notRatable"}
    assert {c.name for c in ontology.concepts_of(of)} == {
        *scale("completion"), *scale("resourced")
    }  # fmt: skip
    assert {c.name for c in ontology.concepts_of(criterion)} == {"completion", *CRITERIA}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (replaced(CLAIM, "claim/002-100"), "there is no claim 'claim/002-100'; did you mean"),
        (replaced(CLAIM, "999-99"), "seeds: there is no claim 'claim/999-99'; did you mean"),
        (replaced("realistic-deadline", "realistic-dedline"),
         "--criterion: there is no criterion 'realistic-dedline' here; did you mean "
         "'realistic-deadline'?"),
        (replaced("not-met", "not-mett"),
         "--rating: there is no rating 'not-mett' here; did you mean 'not-met'?"),
        (replaced("not-met", "complete"), "--rating: there is no rating 'complete' here; "
         "write met or not-met or not-ratable or partly-met"),
        (replaced("realistic-deadline", "completion"), "no rating 'not-met' here"),
        (replaced("Неге", " "), "--reason-kk: no reason in kk; say why"),
        (GOOD[:-2], "--reason-kk: no reason in kk; say why"),
        (replaced("Почему", "\udcff"), "--reason-ru: the reason is not UTF-8"),
        (replaced("2026-02-01", "2026-02-30"), "--as-of: '2026-02-30' is not a date; as in"),
        ((*GOOD, "--evidence", "claim/001-211"),
         "there is no claim or statement or document 'claim/001-211'; did you mean"),
        ((*GOOD, "--evidence", "person/askar-mamin"), "no claim or statement or document"),
        (replaced(CLAIM, "claim/002-09"),
         "claim/002-09 states a Result, and realistic-deadline is of instructions"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(
    seeds: Path, arguments: tuple[str, ...], message: str
) -> None:
    """A wrong name gets a suggestion, a missing reason its option; nothing is written."""
    before = files(seeds)
    found = assess(seeds, *arguments)
    assert message in str(found.exception)
    assert files(seeds) == before


def test_the_same_twice_is_refused(seeds: Path) -> None:
    """One rating a criterion and day; of the claim or its statement is the same; later is not."""
    assert assess(seeds, *GOOD).exit_code == 0
    sheet = seeds / "assessments.yaml"
    for of in ("statement/002-10", CLAIM):
        sheet.write_text(sheet.read_text("utf-8").replace("of: statement/002-10", f"of: {of}"))
        before = files(seeds)
        found = str(assess(seeds, *replaced("not-met", "met")).exception)
        assert f"{sheet}:2: {CLAIM} is assessed by realistic-deadline as of 2026-02-01" in found
        assert files(seeds) == before
    assert assess(seeds, *replaced("2026-02-01", "2026-02-02")).exit_code == 0
    assert assess(seeds, *replaced("realistic-deadline", "no-duplicate")).exit_code == 0
    assert [one["assessedAsOf"][-2:] for one in entries(sheet)] == ["01", "02", "01"]


def test_a_dry_run_writes_nothing(seeds: Path) -> None:
    """The entry is printed as it would be, and refused as it would be."""
    before = files(seeds)
    found = assess(seeds, *GOOD, "--dry-run")
    assert found.output.startswith(f"# {seeds / 'assessments.yaml'}, not written\n- id: assess")
    assert "no rating" in str(assess(seeds, *replaced("not-met", "no"), "--dry-run").exception)
    assert files(seeds) == before


@pytest.mark.parametrize("new", [True, False])
def test_an_entry_that_breaks_the_build_is_taken_back(seeds: Path, new: bool) -> None:
    """Sheets that break the shapes take no entry: all is as before, byte for byte."""
    with (seeds / "links.yaml").open("a", encoding="utf-8") as links:
        links.write("  - id: inference/links-broken\n    concerns: document/001\n")
    if not new:
        (seeds / "assessments.yaml").write_bytes(b"# mine\r\nlinks: []")
        (seeds / "assessments.yaml").chmod(0o600)
    before = files(seeds)
    found = str(assess(seeds, *GOOD, "--lang", "ru").exception)
    assert "breaches of the shapes" in found
    assert "Обоснуйте связь, вывод или оценку на en, ru и kk." in found
    assert found.endswith("so the entry has been taken back")
    assert files(seeds) == before


def test_a_sheet_that_does_not_read_is_told_first(seeds: Path) -> None:
    """What is wrong with the sheets is said with file and line; nothing is written."""
    (seeds / "mine.yaml").write_text("assessments:\n  - id: assessment/1\n    raiting: met\n")
    before = files(seeds)
    found = str(assess(seeds, *GOOD).exception)
    assert f"{seeds / 'mine.yaml'}:3: unknown key 'raiting'; did you mean 'rating'?" in found
    assert files(seeds) == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# Ours\r\nassessments:\r\n  # the first\r\n  - id: assessment/x",
        b"\xef\xbb\xbflinks:   # none\n\n\n# the end",
        b"links:\n  - id: link/x\n    reason: {en: '# no comment'}\n\n",
        b"assessments:\n- id: assessment/x\n  reason:\n    en: |\n      Two\n      lines\n",
        b"assessments:\r\n    -   id: assessment/x\r\n        of:  claim/1   # so\r\n",
        b"assessments:\n  - {id: assessment/x}\n  -\n    id: assessment/y",
        b"  links:\n  assessments:\n    - id: assessment/x   # with blanks   ",
    ],
)
def test_what_is_there_stays_as_it_is(content: bytes) -> None:
    """Comments, layout, line breaks and a missing last one are kept; the entry comes after."""
    one = Assessment("claim/1", "noDuplicate", "met", "2026-02-01", {"en": "New"})
    two = Assessment("claim/2", "noDuplicate", "met", "2026-02-01", {"en": "New"})
    once = appended(content, "assessments", one.entry, "a.yaml")
    twice = appended(once, "assessments", two.entry, "a.yaml")
    assert twice.startswith(once)
    assert once.startswith(content)
    assert once.endswith(b"\n")
    bare = once.removeprefix(content).replace(b"\r\n", b"")
    assert (b"\n" in bare) is (b"\r\n" not in content)
    held = [one["id"] for one in listed(content)] if content else []
    new = [f"assessment/{n}-no-duplicate-2026-02-01" for n in (1, 2)]
    assert [one["id"] for one in listed(twice)] == [*held, *new]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id: document/1\n", "the sheet of a document"),
        (b"{links: []}\n", "all keys stand in braces"),
        (b"assessments:\nlinks:\n", "'links' follows 'assessments'"),
        (b"assessments:\n", "no list with a dash before each entry"),
        (b"assessments: []\n", "no list with a dash before each entry"),
        (b"assessments:\n  id: assessment/x\n", "no list with a dash before each entry"),
        (b"links:\n...\n", "no longer say the same"),
        (b"assessments:\n  - id: a/x\n    reason:\n      en: |+\n        One", "line break"),
    ],
)
def test_where_nothing_can_be_added(content: bytes, message: str) -> None:
    """A sheet whose end is no place for an entry is left alone, and the way out is named."""
    entry = Assessment("claim/1", "noDuplicate", "met", "2026-02-01", {"en": "New"}).entry
    with pytest.raises(MindetError, match=message) as error:
        appended(content, "assessments", entry, "a.yaml")
    assert "a.yaml: " in str(error.value)
    assert "--sheet" in str(error.value)


@pytest.mark.parametrize(
    "reason",
    ['A "quoted" \\ one', "two\nlines\tand\x85more\u2028.", "😀 # - : {}", "\x07\ufeff\xa0x"],
)  # fmt: skip
def test_any_text_is_a_reason(seeds: Path, reason: str) -> None:
    """What is typed is what the graph holds, whatever YAML thinks of its signs."""
    assert assess(seeds, *replaced("Почему", reason)).exit_code == 0
    held = [
        q.object.value  # type: ignore[union-attr]  # RDF 1.1 only
        for q in load(seeds).dataset
        if q.predicate.value == MN + "reason" and str(q.subject).startswith(f"<{ID}assessment/")
    ]
    assert sorted(held) == sorted(["Why", reason.strip(), "Неге"])


def test_another_sheet(seeds: Path, tmp_path: Path) -> None:
    """A sheet of another name is taken where a build would read it, and nowhere else."""
    mine = seeds / "mine.yaml"
    assert assess(seeds, *GOOD, "--sheet", str(mine)).exit_code == 0
    assert len(entries(mine)) == 1
    assert not (seeds / "assessments.yaml").exists()
    for wrong in (tmp_path / "mine.yaml", seeds / "mine.txt", seeds / "deep" / "mine.yaml"):
        found = str(assess(seeds, *GOOD, "--sheet", str(wrong)).exception)
        assert found.startswith(f"{wrong}: no sheet of the folder {seeds}; name a file")
        assert not wrong.exists()


def test_whose_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder must be named; it must be there, and not be the one that came with Mindet."""
    found = CliRunner().invoke(cli, ["assess", *GOOD])
    assert (found.exit_code, "--seeds DIR" in found.output) == (2, True)
    assert "no such folder" in str(assess(tmp_path / "none", *GOOD).exception)
    monkeypatch.setattr("mindet.assessments.__file__", str(tmp_path / "assessments.py"))
    own = tmp_path / "data" / "seeds"
    own.mkdir(parents=True)
    assert "the sheets that Mindet came with; copy" in str(assess(own, *GOOD).exception)


def test_one_writer_at_a_time(seeds: Path) -> None:
    """Who comes while an entry is being made is told to wait."""
    lock = try_lock(seeds / ".assessments.yaml.lock")
    assert lock
    assert "another entry is being made; wait" in str(assess(seeds, *GOOD).exception)
    lock.release()
    assert assess(seeds, *GOOD).exit_code == 0
    assert not list(seeds.glob(".*"))


def files(seeds: Path) -> dict[str, tuple[int, bytes]]:
    """Mode and bytes of each file in a folder."""
    return {path.name: (path.stat().st_mode, path.read_bytes()) for path in seeds.iterdir()}


def entries(sheet: Path) -> list[dict[str, str]]:
    """The plain values of each assessment in a sheet."""
    return listed(sheet.read_bytes())


def listed(content: bytes) -> list[dict[str, str]]:
    """The plain values of each assessment in the bytes of a sheet."""
    found = parse(content, "a.yaml").entries.get("assessments")
    items = found.items if isinstance(found, Sequence) else []
    return [
        {key: value.text for key, value in item.entries.items() if isinstance(value, Scalar)}
        for item in items
        if isinstance(item, Mapping)
    ]
