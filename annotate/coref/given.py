"""Given names that are nearly always a woman's or a man's, over many languages.

A soft hint for `he` and `she` where the article gives no title: written from general knowledge,
with names left out that several languages give to different sexes (Andrea, Jan, Jean, Nikita).
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WOMEN = _names(
    """aaliyah abigail adele adriana agnes aicha aisha aishwarya akiko alejandra alexandra alice
    alicia alina alison aliyah amanda amber amelia amina amira amy ana anastasia angela angelina
    anita anjali ann anna anne annette annie antonia anya aoife apinya april ariana asha ashley
    astrid asuncion audrey aurora ayesha ayumi barbara beatrice beatriz belinda benazir
    bernadette beth bethany betty beverly bianca birgit blanca brenda bridget brigitte brooke
    camila camille candice carla carlota carmela carmen carol carolina caroline carolyn catalina
    catherine cecilia celeste celia celine chantal charlotte chelsea cheryl chiara chioma chloe
    christina christine cindy claire clara claudette claudia claudine colette colleen connie
    consuelo cristina crystal cynthia daisy dalia daniela danielle daphne dawn deanna deborah
    debra deepika delia denise diana diane dilma divya dolores dominga donna dora dorothy ebony
    edith eileen elaine elena eleanor eliana elisa elisabeth elise eliza elizabeth ella ellen elsa
    emily emma erica erika erin esperanza esther eugenia eva evelyn fatima fatma fatou fatoumata
    felicia fernanda fiona flora florence frances francesca francine frida gabriela gabrielle gail
    gemma genevieve georgia geraldine gertrude gina giorgia gisela giulia gladys gloria grace
    graciela greta gretchen guadalupe gwen hana hannah harriet hazel heather heidi helen helena
    helga henrietta hilary hilda hillary ida imelda indira ingrid irene irina iris irma isabel
    isabella isabelle ivana ivanka jacinda jacqueline jade jana jane janet janice jasmine jeanette
    jenna jennifer jenny jessica jill joan joanna joanne jocelyn johanna josefina josephine joy
    joyce juana judith judy julia juliana julie juliet justina kamala karen karin karina karla
    kate katherine kathleen kathryn kathy katie katrin katrina kavita kayla keiko kelly kimberly
    kirsten kristen kristin kristina lakshmi larissa latifa laura lauren layla leila lena leticia
    lidia lilian liliana lillian lily linda lisa liz lola lorena loretta lorraine louisa louise
    lourdes lucia luciana lucy luisa lupita luz lydia lynn mabel madeleine madison magdalena maggie
    malala mandy manon manuela marcela margaret margarita margot maria mariam mariana marianne
    maribel marie marilyn marina marisa marisol marjorie marlene marta martha martina mary maryam
    matilda maureen mavis maya mayumi meena megan meghan melanie melinda melissa mercedes meredith
    mia michelle michiko mildred mina miranda miriam mireille moira molly monica monika monique
    muna myra nadia nadine nancy naomi narges natalia natalie natasha nicola nicole nilufar nina
    nirmala noemi nomvula noor nora norma odette olga olivia ophelia paloma pamela patience
    patricia paula paulina pauline pearl peggy penelope penny petra phoebe phyllis pilar pooja
    precious priscilla priya priyanka rachel radhika ramona rania raquel rebecca regina renata
    renee rhonda rima rita roberta rocio rosa rosalind rosario rose rosemary rosie roxana ruby ruth
    sabine sabrina safiya sakura sally salma samantha samira sandra sara sarah savannah selina
    selma serena shabnam shakira sharon sheila shelley sheryl shirley silvia simone sofia sonia
    sonja sophia sophie soledad stacey stella stephanie sue sunita susan susana susanne suzanne
    sylvia tamara tania tanya tara tatiana teresa tess thandi thelma theresa tiffany tina tomoko
    tracy trinidad ursula valentina valeria valerie vanessa vera veronica victoria violeta virginia
    vivian wanda wendy whitney wilma ximena yasmin yesenia yetunde yolanda yoko yuko yulia yumi
    yvette yvonne zahra zainab zanele zelda zoe"""
)
_MEN = _names(
    """aaron abdallah abdel abdul abdullah abdulla abdulrahman abel abraham abubakar adam adnan
    adrian ahmad ahmed ajay akira alan albert alberto aldo alejandro alexander alexandre alfonso
    alfred alfredo ali allan allen alvaro alvin amir amit amos anand andres andrew andrzej angus
    anil anthony antoine anton antonio anwar archie ariel armando arnold arthur arturo arun ashok
    atsushi augusto baltazar barack barry bart bashar basil ben benedict benjamin benigno benito
    benny bernard bernardo bernie bert bill billy bob bongbong boris brad bradley brandon brendan
    brett brian bruce bruno bryan byron caleb calvin carl carlos cedric cesar chad charles charlie
    chris christian christopher chuck cliff clifford clive clyde colin connor conrad craig curtis
    cyril dale damian damien damon daniel daniele danny darren dave david dean deepak denis dennis
    derek desmond dick diego dieter dilip dimitri dirk dmitri dmitry domenico dominic don donald
    doug douglas duncan dustin dwayne dylan earl ed eddie eduardo edgar edmund eduard edward edwin
    efrain egor eli elias elijah elliot emeka emilio emmanuel enrico enrique eric erik ernest
    ernesto erwin esteban ethan eugene evan evo ezekiel fabian fabio faisal farid farouk federico
    felipe felix ferdinand fernando fidel fillipe floyd francesco francis francisco francois frank
    franz fred frederick frederik fritz fumio gabriele gareth gary gavin gaurav geoff geoffrey
    george gerald gerard gerardo gerhard gianni gideon gilbert gilberto giles giorgio giovanni
    giuseppe glen glenn godfrey gordon graeme graham grant greg gregor gregory guillermo gunter
    gustavo guy habib hamid hamza hank hans hanif harold haroon harry harsh haruki harvey hasan
    hashim hassan hector heinrich helmut henri henrik henry herbert herman hideki hiroshi horacio
    horst howard hubert hugh hugo humberto hussain hussein ian ibrahim idris ignacio igor
    ike imran isaac ismael ismail ivan iqbal jack jacob jacques jaime jair jake jamal james jared
    jason javier jay jeff jeffrey jeremiah jeremy jerome jerry jesus jim jimmy joao joaquin joe joel
    joey johan johann john johnny jon jonah jonas jonathan jordan jorge jose josef joseph josh
    joshua josue juan juergen julian julien julio julius junaid justin kareem karim karl keir keith
    ken kenji kenneth kevin khaled khalid khalil kofi konrad konstantin kurt kwame kyle lachlan
    lamar larry lars laurent lawrence lech leo leon leonard leonardo leonel leopold leroy lewis liam
    lloyd lorenzo lothar louis luc luca lucas luciano luis luiz lukas luke luther mahathir mahmoud
    malcolm manfred manoj manuel marc marcel marcelo marco marcos marcus mario mark marko markus
    martin marty masoud mateo mateusz mathieu matt matteo matthew matthias maurice mauricio max
    maximilian mehmet melvin michael michal miguel mikael mike mikhail milan miles miroslav mitch
    mohamad mohamed mohammad mohammed mohan moises moses muhammad muhammadu mukesh murray musa
    mustafa naveen nathan nathaniel naftali narendra neil nelson nicholas nick nicolas nigel nikolai
    nikos nixon noah noel norbert norman oleg oliver olivier omar orlando oscar osama otto owen
    pablo paolo pat patrick paul paulo pavel pedro percy pete peter petr petro phil philip philippe
    pierre piotr pradeep prakash prasad praveen rafael rahul raj rajesh rajiv ralph rami ramon
    ramesh randall randy raphael rashid raul ravi ray raymond rafiq recep reginald reinhard rene
    reuben rex ricardo richard rick ricky rishi rob robert roberto rod rodney rodolfo
    rodrigo roger rohan rohit roland rolando rolf roman ronald ronaldo ronnie ross roy ruben rudolf
    rupert russell ryan sajid salman salvador sam samir samuel sandeep sanjay santiago saul scott
    sean sebastian sergei sergey sergio seth shane shaun shigeru shinzo simon sipho stan stanley
    stefan stefano stephan stephen steve steven stuart sunil suresh sven sylvester tadeusz takashi
    takeshi tariq tayyip ted terence terry thabo theo theodore thierry thomas tim timothy toby todd
    tom tomas tommy tony travis trevor tyler uhuru umar umberto valentin vernon vicente victor
    vijay vikram vincent vincenzo viktor vinod vitali vivek vladimir volodymyr walter warren wayne
    werner wilfred wilhelm will william willie wolfgang xavier yasir yasser yitzhak yoshihide
    younis yousef yusuf yuri yves zachary zakaria zoltan"""
)


def gender_of(name: str) -> int:
    """1 if the first word of a full name is nearly always a woman's, -1 a man's, else 0."""
    words = name.lower().split()
    if len(words) < 2:
        return 0
    first = words[0]
    return (first in _WOMEN) - (first in _MEN)
