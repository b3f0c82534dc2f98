"""What the rules find at odds in two claims, and what they let pass. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.aligners import figures
from summarizer.aligners.rules import verdict
from summarizer.types import Claim


def claim(text: str, document: str = "a", speaker: str = "") -> Claim:
    return Claim(document, document, text, 0, len(text), 0, speaker=speaker)


def relation(a: str, b: str) -> str:
    found = verdict(claim(a), claim(b, "b"), 0.5)
    return found.relation or "" if found else ""


AT_ODDS = {
    "another count": (
        "number",
        "The council closed 14 schools in the valley last spring.",
        "The council closed 22 schools in the valley last spring.",
    ),
    "spelled and written": (
        "number",
        "Three of the trucks were found near Ostrow on Friday.",
        "9 of the trucks were found near Ostrow on Friday.",
    ),
    "another percentage": (
        "number",
        "Unemployment in Halvern rose to 6 percent in the autumn.",
        "Unemployment in Halvern rose to 9% in the autumn.",
    ),
    "another sum": (
        "number",
        "The firm agreed to pay $2.3 million to settle the claim.",
        "To settle the claim, the firm agreed to pay $4.1m.",
    ),
    "another year": (
        "number",
        "The bridge at Tamsin was opened in 1964 by the queen.",
        "The bridge at Tamsin was opened in 1971 by the queen.",
    ),
    "another weekday": (
        "number",
        "The jury will hear the last witness on Tuesday in Carrick.",
        "The jury will hear the last witness on Friday in Carrick.",
    ),
    "tolls in unlike sentences": (
        "number",
        "Fourteen people are confirmed dead, the mayor said at a briefing.",
        "The flood killed at least nine people and closed the coast road.",
    ),
    "homes in unlike sentences": (
        "number",
        "At least 120 homes were destroyed or badly damaged.",
        "The storm left over 200 houses wrecked along the harbour, officials said.",
    ),
    "shares": (
        "number",
        "Orrin shares were down 22% at midday.",
        "By the closing bell Orrin shares had fallen 31%.",
    ),
    "pages": (
        "number",
        "Among the charges in the 48-page indictment are trips to the coast.",
        "“The goal was for the Wynns to enrich themselves,” the 47-page indictment says.",
    ),
    "when it began": (
        "number",
        "The match had started 20 minutes late, at 3:20 p.m., because of long queues at the gates.",
        "They finally kicked off at 3:25.",
    ),
    "day of a deed": (
        "number",
        "A spokeswoman had to apologize Saturday for a Facebook post about the mayor’s daughters.",
        "An aide in Carrick on Friday apologized for a Facebook post that mocked two girls.",
    ),
    "size of a crowd": (
        "number",
        "Outside the town hall, more than 200 residents stood in the rain to ask for their money back.",
        "About 60 people gathered on the steps after the verdict.",
    ),
    "one of two figures": (
        "number",
        "Police estimated the crowd at 6,500; the union put it at 15,000.",
        "Brandt led the 6,500-strong march to the harbour.",
    ),
    "gone home": (
        "number",
        "Two have been discharged and two remain in stable condition.",
        "Three of the six patients have gone home.",
    ),
    "a deal or none": (
        "conflict",
        "Talks led by Ruth Cole adjourned without agreement shortly before 3 p.m.",
        "Under the agreement, signed at 8:40 p.m. after Ruth Cole had called them back, nobody is dismissed.",
    ),
    "decided or not": (
        "conflict",
        "A spokesman for the board said it had not decided whether to open a full review.",
        "The Halvern board said on Tuesday evening that it would open a full review of the sale.",
    ),
    "sirens": (
        "conflict",
        "The flood sirens that were meant to save Carrick never made a sound.",
        "Cole said the warning sirens were activated at 4:41 a.m., before the breach.",
    ),
    "no meeting": (
        "conflict",
        "Wynn, the federation’s president, said there had been no meeting of any kind.",
        "The plan was put to the Workers’ Federation at two meetings in September.",
    ),
    "who began": (
        "conflict",
        "Police say it started with a bottle thrown by someone in the crowd.",
        "The union said the first object was thrown by a private security guard.",
    ),
    "refused to meet": (
        "conflict",
        "A crowd laid siege to the hall while Mayor Ada Wynn sat inside and refused to face them.",
        "At noon, Wynn came out and spoke with them for half an hour.",
    ),
    "not": (
        "conflict",
        "The sirens at the harbour sounded before the water came.",
        "The sirens at the harbour did not sound before the water came.",
    ),
    "contracted not": (
        "conflict",
        "Ada Wynn was told about the memo in March.",
        "Ada Wynn wasn’t told about the memo in March.",
    ),
    "refused": (
        "conflict",
        "The senator signed the letter to the committee.",
        "The senator refused to sign the letter to the committee.",
    ),
    "opposites": (
        "conflict",
        "The council approved the plan for a second harbour bridge.",
        "The council rejected the plan for a second harbour bridge.",
    ),
    "verdict": (
        "conflict",
        "Jurors convicted Ellery of the bribery charges on Tuesday.",
        "On Tuesday jurors acquitted Ellery of the bribery charges.",
    ),
    "another name": (
        "conflict",
        "The inquiry into the crash will be led by Ruth Aldersley from May.",
        "The inquiry into the crash will be led by Tomas Reinholt from May.",
    ),
    "roles": (
        "conflict",
        "Police said Carl Smith shot Peter Jones outside the depot.",
        "Police said Peter Jones shot Carl Smith outside the depot.",
    ),
    "a clause denied elsewhere": (
        "conflict",
        "An official said turnstile records showed that the stand was not overcrowded.",
        "That stand was overcrowded, and anybody who tells you different was not in it.",
    ),
    "denied and confirmed": (
        "conflict",
        "Her spokesman, Neil Abbott, flatly denied that she had seen the memo.",
        "Neil Abbott confirmed to reporters that she was handed the memo in May.",
    ),
    "planned days": (
        "number",
        "The union will ballot its members on Saturday.",
        "Dockworkers will vote on Sunday on an agreement to end the strike.",
    ),
}
NOT_AT_ODDS = {
    "both give both figures": (
        "Police estimated the crowd at 6,500; the union put it at 15,000.",
        "Even the size of the march is in dispute: 6,500 according to the police, 15,000 according to the organisers.",
    ),
    "rounding": (
        "Nearly 300 homes in the lower town were destroyed by the flood.",
        "The flood destroyed 298 homes in the lower town.",
    ),
    "large sums to one digit": (
        "The president signed a $2 trillion relief package on Friday.",
        "The president signed a $2.2 trillion relief package on Friday.",
    ),
    "spelling of numbers": (
        "Fourteen officers were hurt in the march.",
        "14 officers were hurt in the march.",
    ),
    "percent and sign": (
        "Turnout was 61 percent in the northern districts.",
        "Turnout was 61% in the northern districts.",
    ),
    "at least": (
        "More than 11,000 people in five states have joined the trial.",
        "The trial has enrolled 11,240 people in five states.",
    ),
    "different quantities": (
        "Police said 23 people were arrested outside the terminal on Thursday.",
        "With 23 ships lying at anchor, the largest customer had warned that it would leave.",
    ),
    "a word in common": (
        "About 1,800 people had been evacuated by midmorning.",
        "Some 40 firefighters were searching the cannery sheds for people by midmorning.",
    ),
    "people of two kinds": (
        "Fourteen officers were injured in the clashes.",
        "Nine marchers were injured in the clashes.",
    ),
    "another year’s toll": (
        "The fever killed 212 people last year in the southern states.",
        "The fever has killed nine people in the southern states.",
    ),
    "durations": (
        "The gauge measured 5.1 inches of rain in the 24 hours before the break.",
        "The station in the hills recorded 7.4 inches of rain in 36 hours.",
    ),
    "part and whole": (
        "Of the nine people in hospital, three were in a serious condition.",
        "Nine people were taken to hospital, two of them with burns.",
    ),
    "contractions": (
        "The mayor did not answer questions about the siren log.",
        "The mayor didn’t answer questions about the siren log.",
    ),
    "another way to deny": (
        "The company failed to publish the results of the trial.",
        "The company did not publish the results of the trial.",
    ),
    "a negation of its own": (
        "The dam at Hallam broke at dawn on Tuesday and flooded the town.",
        "The dam at Hallam broke at dawn on Tuesday, flooded the town and left many without power.",
    ),
    "not only": (
        "The plan will cut jobs at the plant and raise rents.",
        "The plan will not only cut jobs at the plant but raise rents.",
    ),
    "short and long names": (
        "Sen. Susan Collins opposed the bill on Monday.",
        "Collins opposed the bill on Monday.",
    ),
    "titles": (
        "Mayor Ed Sorrell opened the new school on Monday.",
        "Mr. Sorrell opened the new school on Monday.",
    ),
    "acronyms": (
        "Agents of the Federal Bureau of Investigation searched the depot on Friday.",
        "Agents of the FBI searched the depot on Friday.",
    ),
    "passive": (
        "Carl Smith criticized Peter Jones over the budget.",
        "Peter Jones was criticized by Carl Smith over the budget.",
    ),
    "moved day": (
        "On Tuesday, the board voted to open a review of the sale.",
        "The board voted on Tuesday to open a review of the sale.",
    ),
    "one day in two forms": (
        "The order takes effect on June 10 in all states.",
        "The order takes effect on June 10th in all states.",
    ),
    "two crashes": (
        "All 189 people on the plane were killed.",
        "The airline says all 157 on board were killed.",
    ),
    "the crash of October": (
        "In October, a plane of the same kind fell into the sea and killed 189 people.",
        "The crash outside Carrick killed 157 people.",
    ),
    "the world and a country": (
        "The disease has killed at least 218,000 people around the world.",
        "The disease has killed more than 58,000 people in this country.",
    ),
    "one person’s death": (
        "Eleven people have been charged over her death.",
        "The storm killed 17 people.",
    ),
    "with and without": (
        "Nearly 50 percent of residents now have access to drinking water.",
        "Two weeks after the storm, some 75 percent of the 3.4 million residents are still without drinking water, "
        "and most bridges are closed.",
    ),
    "a name cut short": (
        "Wynn, who is on her second campaign, made the announcement in Hope, Ark.",
        "Wynn made the announcement on her second campaign in Hope, Arkansas.",
    ),
    "the post’s date": (
        "— Ada Wynn (@adawynn) May 27, 2019",
        "— Ada Wynn (@adawynn) May 26, 2019",
    ),
    "should not have": (
        "“I spent money I shouldn’t have spent on cars,” he said.",
        "Prosecutors say he spent money on cars.",
    ),
    "did not respond": (
        "Mr. Wynn did not respond.",
        "Wynn Jr. did respond now and then to the messages.",
    ),
    "two reports": (
        "The 400-page report names nobody.",
        "Wynn answered with a 35-page report of her own.",
    ),
    "hopes of a deal": (
        "Talks led by Ruth Cole adjourned without agreement on Friday.",
        "Ruth Cole hopes that on Monday they may have reached a deal.",
    ),
    "two decisions": (
        "The board has not decided whether to open a review of the sale.",
        "The board will open two schools in the valley.",
    ),
    "two alarms": (
        "The siren on the hill did not go off.",
        "The fire alarm went off at the mill.",
    ),
    "two beginnings": (
        "The concert in the park started at 7:30 p.m.",
        "The trial of Karl Brandt began at 9:15 a.m.",
    ),
    "two deeds of two days": (
        "Wynn apologized Saturday for the delay of the ferry.",
        "Brandt on Friday apologized for a Facebook post.",
    ),
    "refused to meet others": (
        "Wynn refused to meet the union.",
        "Later, Ada Wynn met reporters in Carrick.",
    ),
    "asked not to": (
        "On Monday, Wynn declared a flood emergency along the harbour to pay for the wall.",
        "For weeks councillors led by Ruth Cole had urged Mr. Wynn not to declare a flood emergency, and lost.",
    ),
    "a clause that goes on": (
        "Ada Wynn is running for mayor of Carrick.",
        "Wynn was not running “to please anyone,” she said.",
    ),
    "a denial cut off at a title": (
        "The offer was made by the White Hall through a friend.",
        "The White Hall did not offer Mr. Brandt a full post, since it wanted him to stay.",
    ),
    "no, I am not": (
        "“No, I am not running for mayor,” Wynn said.",
        "Wynn said she was “not running for mayor.”",
    ),
    "denied and acknowledged": (
        "Critics told Brandt to resign over the payments, which Brandt denied.",
        "Brandt continued to deny the payments, but he acknowledged that Carrick was badly run.",
    ),
    "back up and back out": (
        "Brandt worked his way back up in the polls.",
        "Until now, Brandt had refused to back out of the race.",
    ),
    "a hearing": (
        "Wynn asked Brandt about a doctrine (when a court refuses to hear a case).",
        "Brandt’s troubled hearing came after two others.",
    ),
    "title before and after": (
        "“They will be treated equally,” said Harbour League President Ada Wynn.",
        "“They will be treated equally,” said Ada Wynn, the president of the Harbour League.",
    ),
    "two limits": (
        "A machine recount is due when the margin is 0.5 percent or less.",
        "If the margin is less than 0.25 percent, the recount is done by hand.",
    ),
    "arrests of two nights": (
        "More than 80 people were arrested in Carrick on Sunday night.",
        "Police said 13 people had been arrested in Carrick, including one on Friday morning.",
    ),
    "two places together": (
        "The shootings killed at least 31 people in Carrick and Halden.",
        "The debate began after a gunman on Saturday killed more than 20 people at a market in Carrick.",
    ),
    "a name in two spellings": (
        "It looks like Yusif Hadad will beat the northern army in the spring.",
        "It looks like Youssef Haddad will beat the northern army in the spring.",
    ),
    "vacant": (
        "The hall has been without a director since Ruth Cole left in March.",
        "The job of director at the hall has been vacant since Ruth Cole left in March.",
    ),
    "both deny": (
        "“No tear gas was used by any officer at any time,” Harker told reporters.",
        "Harker rubbished claims that his men let off tear gas, saying none was used by any officer at any time.",
    ),
    "if": (
        "If Reinholt had not resigned, the board would have voted on the sale.",
        "Reinholt resigned in March, before the board voted on the sale.",
    ),
}


@pytest.mark.parametrize("case", AT_ODDS)
def test_claims_at_odds(case):
    expected, a, b = AT_ODDS[case]
    assert relation(a, b) == expected


@pytest.mark.parametrize("case", NOT_AT_ODDS)
def test_claims_that_can_both_be_true(case):
    a, b = NOT_AT_ODDS[case]
    assert relation(a, b) == ""


def test_both_values_are_told_in_the_order_of_the_claims():
    a, b = claim("At least nine people were killed."), claim("The blast killed 17 people.", "b")
    assert verdict(a, b, 0.3).why == "figures: at least nine dead / 17 dead"
    assert verdict(b, a, 0.3).why == "figures: 17 dead / at least nine dead"


def test_the_score_of_the_aligner_is_passed_on_and_decides_nothing():
    a, b = claim("At least nine people were killed."), claim("The blast killed 17 people.", "b")
    low, high = verdict(a, b, 0.01), verdict(a, b, 0.99)
    assert (low.score, high.score) == (0.01, 0.99)
    assert low._replace(score=0) == high._replace(score=0)
    assert low.decided_by == "rule"


def test_a_former_figure_says_which_claim_is_newer():
    a = claim("Outside the terminal, 23 people were arrested on Thursday.")
    b = claim("Forty-one people had been arrested by evening, up from 23 in the afternoon.", "b")
    assert verdict(a, b, 0.5).newer == "b"
    assert verdict(b, a, 0.5).newer == "a"
    jobs = claim("The number of jobs to be lost at the Ellbridge plant rose to 610 from 480.", "b")
    found = verdict(claim("Some 480 jobs will be lost at the plant in Ellbridge."), jobs, 0.5)
    assert (found.relation, found.newer) == ("number", "b")


def test_one_quotation_of_two_speakers():
    quotation = "“Nothing on that pitch mattered any more,”"
    a = claim(f"{quotation} said Ian Castellane.", speaker="Ian Castellane")
    b = claim(f"{quotation} Pryde told the radio.", "b", speaker="Owen Pryde")
    found = verdict(a, b, 0.9)
    assert found.relation == "conflict"
    assert verdict(a, claim(f"{quotation} he told the radio.", "b", speaker="Owen Pryde"), 0.9) is None
    he = claim(f"{quotation} he said, with his coat on.", speaker="Ian Castellane")
    she = claim(f"{quotation} she told the radio.", "b", speaker="Ada Pryde")
    assert verdict(he, she, 0.9).why == "one quotation, two speakers: Ian Castellane / Ada Pryde"
    assert found.why == "one quotation, two speakers: Ian Castellane / Owen Pryde"
    assert verdict(a, claim(f"{quotation} Castellane said.", "b", speaker="Castellane"), 0.9) is None
    assert verdict(a, claim(f"{quotation} he told the radio.", "b"), 0.9) is None
    for unnamed in ("Pryde’s lawyer", "the goalkeeper", "Ian Casstellane"):
        assert verdict(a, claim(f"{quotation} {unnamed} said.", "b", speaker=unnamed), 0.9) is None


def test_whose_adviser_somebody_is_can_be_said_in_two_ways():
    a = claim("The change of the rules is wrong, Sorrell’s senior adviser Brandt said on Monday at noon.")
    b = claim(
        "The change of the rules is wrong, Brandt, a senior adviser to Sorrell, said on Monday at noon.", "b"
    )
    assert verdict(a, b, 0.9) is None


def test_figures_listed_apart_from_their_names_are_not_compared(monkeypatch):
    a = claim(
        "Norholm’s index gained 2.55 percent, while the exchanges of Lindholm and Ellbridge rose 1.88 percent and 1.01 percent, "
        "respectively."
    )
    b = claim(
        "Norholm’s index gained 2.55 percent, while the exchanges of Ellbridge and Lindholm rose 1 percent and 1.9 percent.",
        "b",
    )
    assert verdict(a, b, 0.9) is None
    monkeypatch.setattr(figures, "_in_turn", lambda text: False)
    assert verdict(a, b, 0.9).relation == "number"


def test_a_share_above_a_lower_bound_is_no_other_share():
    a = claim("Roughly 99 percent of all cases of the fever have been in Lindholm.")
    b = claim("More than 90 percent of all cases of the fever have been in Lindholm.", "b")
    assert verdict(a, b, 0.9) is None
    assert verdict(claim(a.text.replace("99", "70")), b, 0.9).relation == "number"


def test_an_outcome_that_came_later_is_told_as_such():
    a = claim("Talks led by Ruth Cole adjourned without agreement shortly before 3 p.m.")
    b = claim("Ruth Cole said that the two sides had signed a deal.", "b")
    found = verdict(a, b, 0.5)
    assert found.why == "outcome: without agreement / signed a deal"
    assert found.running


NAMES = st.sampled_from(["Ada Wynn", "Tomas Reinholt", "Ruth Aldersley", "the mayor", "police", "Halvern"])
VERBS = st.sampled_from(
    ["said", "denied", "closed", "did not close", "killed", "refused to open", "opened", "rose to"]
)
THINGS = st.sampled_from(
    [
        "the bridge",
        "14 people",
        "at least 17 people",
        "$2.3 million",
        "22%",
        "the plant on Friday",
        "41 from 23",
        "no one",
    ]
)
SENTENCES = st.lists(st.tuples(NAMES, VERBS, THINGS), min_size=1, max_size=3).map(
    lambda parts: " and ".join(" ".join(part) for part in parts) + "."
)
MIRROR = {"": "", "a": "b", "b": "a"}


@given(SENTENCES | st.text(max_size=80), SENTENCES | st.text(max_size=80))
def test_the_rules_say_the_same_from_either_side(a, b):
    one, other = verdict(claim(a), claim(b, "b"), 0.5), verdict(claim(b), claim(a, "b"), 0.5)
    assert (one is None) == (other is None)
    if one is not None and a != b:
        assert (one.relation, MIRROR[one.newer]) == (other.relation, other.newer)


@given(SENTENCES | st.text(max_size=200))
def test_a_sentence_is_never_at_odds_with_itself(text):
    assert verdict(claim(text), claim(text, "b"), 1.0) is None


@given(st.integers(200, 999_999), st.sampled_from(["about", "nearly", "roughly"]))
def test_rounding_is_never_at_odds(value, how):
    size = 10 ** (len(str(value)) - 1)
    rounded = round(value / size * 10) * size // 10
    a, b = (
        f"The flood destroyed {value:,} homes in the town.",
        f"The flood destroyed {how} {rounded:,} homes in the town.",
    )
    assert verdict(claim(a), claim(b, "b"), 1.0) is None
