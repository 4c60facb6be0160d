"""Invented sentences whose words stand in a document or a post: the embedded weights find it.

Each begins with the paragraphs that say where the words after the bar come from; those have one
outlet, of this kind.
"""

from __future__ import annotations

import pytest

from annotate import Annotator

pytestmark = pytest.mark.models

BEFORE = "The harbour of Merrow lost nine million crowns a year, and the ships now go to Vell.\n\n"
AFTER = "\n\nThe council will meet again in March."
CASES = """document: |Orde, quoted in a Tide Board study on salt, says “it will be over soon.”
document: |The investigators found an email in which Garrow asks the broker to buy him two tickets.
document: |In a video posted by the family, the boy says: “I want to go home.”
document: |“The shares are too dear,” analysts at Norbank wrote in a note to clients.
document: |“Come home,” Ada Quist wrote in a text message to her son.
document: |Prosecutors wrote in court papers that Garrow had paid the inspectors.
document: |The prospectus warns that the mines may close.
document: A survey of 900 sailors was published on Monday.|More than half of the respondents said \
they slept badly.
document: A survey of 900 sailors was published on Monday.|One in five said they had fallen asleep.
document: A poll of 1,000 voters was published on Monday.|Fifty-two per cent of respondents said \
they would vote for Orde.
document: The report was published on Monday.|The authors warned that the wells would be dry by \
2040.
document: The families sent the mayor a letter on Monday.|“Nobody came,” they wrote.
document: Orde's memoir was published on Monday.|In it, she says that the sea taught her to count.
document: A video of the arrest was published on Monday.|In it, the officer says: “Be quiet.”
document: The emails were published on Monday.|In one, Garrow tells a broker to “pay the men”.
organisation: The Tide Institute issued a statement on Monday.|The statement said “the wards are \
closed until further notice”.
government: |“For us peace is important”, the minister said, according to a statement by the \
Norland foreign ministry.
media: |A report from state-owned media Merrow Business, citing a source, said trading had \
stopped.
newspaper: |According to figures cited by the Financial Times, debt has tripled since 2000.
newspaper: |“The harbour will close,” the Merrow Dispatch quoted Oleg Marten as saying.
newspaper: In an interview with the Guardian, Ada Quist mocked the plan.|“Nobody asked us,” she \
said.
broadcaster: The mayor gave an interview to the BBC on Monday.|“It is the only way,” she said.
social_media: Mayor Ada Quist announced the decision on Facebook on Monday.|“Nobody asked us,” \
she wrote.
social_media: The singer posted a picture of the baby on Instagram.|“We are so happy,” the \
caption read.
social_media: The plan was mocked on Twitter.|“Who needs a harbour?” one user wrote.
news_agency: |AFP quotes Jamal Orde as saying: “The challenge now is to find shelter.”
analyst: |“The harbour plan will fail,” said Oleg Marten, a legal scholar at Vell University."""


@pytest.mark.parametrize("case", CASES.splitlines())
def test_the_outlet_of_the_last_words(case: str, annotator: Annotator) -> None:
    kind, _, told = case.partition(": ")
    before, _, words = told.partition("|")
    start = BEFORE + before + " " * bool(before)
    record = annotator.annotate(start + words + AFTER)
    found = [q for q in record.quotations if q.type != "none" and q.content[0].start >= len(start)]
    assert found
    assert {q.outlet.kind if q.outlet else None for q in found} <= {kind}
