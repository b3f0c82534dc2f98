"""Words that tell what a capitalized word is: titles, first names, places, and what organizations are called."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEVER = _set(
    """A An The This That These Those It Its He She They We I You His Her Their Our My Your Him Them Us And But Or Nor So Yet If
    In On At To For From By With Of As Into Onto Over Under Up Down Out Off Near Not No Yes When While Where Why How What Who
    Whom Whose Which Then Than There Here Now Once Since After Before During Until Till Because Although Though Unless Whether
    Despite Instead Still Even Just Only Also Too Very Most More Many Much Some Any All Both Each Every Few Several Other
    Others Another Such Same One Two Three Four Five Six Seven Eight Nine Ten Is Are Was Were Be Been Am Do Does Did Has Have
    Had Will Would Can Could May Might Must Should Shall Let Get Got Go However Meanwhile Moreover Later Earlier Recently
    Today Yesterday Tomorrow Tonight Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June
    July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec According Asked Well Oh
    Like About Against Among Amid Around Between Beyond Along Across Through Within Without Via Maybe Perhaps Thus Hence
    Indeed Clearly Obviously Certainly Ultimately Eventually Finally First Second Third Last Next Nearly Almost Roughly
    Hundreds Thousands Millions Dozens Everyone Everybody Nobody Nothing Everything Someone Something Anyone Read Watch See Click
    Photo Image Video Updated Published AM PM a.m p.m OK Ok Thank Thanks Please Good Great New Old"""
)
"""Capitalized at the head of a sentence, never a name by themselves."""

COMMON = _set(
    """Police Officials Authorities Prosecutors Investigators Witnesses Residents Lawmakers Lawyers Republicans Democrats
    Doctors Experts Analysts Critics Supporters Opponents Protesters Demonstrators Reporters Voters Workers Students Teachers
    Scientists Researchers Soldiers Troops Officers Firefighters Crews Rescuers People Men Women Children Evidence Traffic
    Unemployment Turnout Power Rain Construction Work Business Government Management Legislation Testimony Security Support
    Oil Gas Water Fire Snow Wind Money Trade Education Research Data Polling Nearby Elsewhere Separately Additionally
    Legend History Science Law Art Music Life Death War Peace Truth Faith Love Time Nature Society Experience Part"""
)
"""Common nouns that open a sentence without an article, where a single name could stand."""

TITLES = _set(
    """Mr Mrs Ms Miss Mx Dr Prof Sen Sens Rep Reps Gov Govs Lt Col Gen Capt Sgt Maj Adm Cmdr Cpl Det Insp Supt Rev Hon Sir Dame
    Lord Lady Master President Senator Representative Governor Mayor Congressman Congresswoman Secretary Minister Prime
    Chancellor King Queen Prince Princess Pope Cardinal Bishop Archbishop Father Sister Rabbi Imam Judge Justice Chief
    Attorney General Speaker Vice Former Ex Chairman Chairwoman Chair Director Deputy Acting Majority Minority Leader Officer
    Detective Sheriff Commissioner Ambassador Professor Doctor Coach Captain Lieutenant Colonel Sergeant Major Admiral
    Republican Democratic Democrat Press Spokesman Spokeswoman Spokesperson Strategist Adviser Advisor Counsel Inspector
    Superintendent Councilman Councilwoman Councilor Councillor Executive Editor Author Actor Actress Singer Rapper Pastor Whip
    Premier Special Assistant Under Undersecretary Administrator Treasurer Comptroller Candidate Constable Dr. MP MEP CEO"""
)
MENS_TITLES = _set("Mr Sir Lord King Prince Congressman Chairman Councilman Spokesman Father Pope Actor")
WOMENS_TITLES = _set(
    "Mrs Ms Miss Dame Lady Queen Princess Congresswoman Chairwoman Councilwoman Spokeswoman Sister Actress"
)
DROPPED = _set("Jr Sr II III IV")
"""Parts of a person's name that do not tell it from another spelling of it."""

SHARED_TITLES = _set(
    "General Justice King Queen Prince Lord Lady Major Judge Captain Master Press Special Republican Democratic"
)
"""Titles that also open the name of an organization or place: General Motors, Justice Department, King County."""

ORGANIZATION = _set(
    """Department Ministry University College School Institute Institution Academy Committee Subcommittee Commission Council
    Court Senate House Congress Parliament Assembly Party Police Bank Times Post News Journal Tribune Herald Press Agency
    Bureau Administration Authority Association Union Federation Foundation Fund Group Inc Corp Corporation Co Company Ltd LLC
    Airlines Airways Motors Industries Holdings Partners Associates Technologies Systems Service Services Office Board
    Center Centers Centre Hospital Church Club Society League Coalition Alliance Organization Organisation Guard Army Navy Force
    Forces Corps Reserve Treasury Pentagon Cabinet Caucus Conference Network Media Television Radio Magazine Labs Laboratory
    Exchange Chamber Project Campaign Government Taliban Hamas Hezbollah Kremlin FC United Research"""
)
PLACE = _set(
    """County City River Lake Island Islands Valley Street Avenue Road Boulevard Square Beach Bay Gulf Sea Ocean Mountain
    Mountains Mount Park Bridge Airport Harbor Harbour Port Province Region District Peninsula Desert Canal Coast Heights Hills
    Plaza Stadium Tower Towers Creek Falls Township Village Station Dam"""
)
PLACES = _set(
    """Afghanistan Albania Algeria Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh Belarus Belgium Bolivia
    Bosnia Brazil Bulgaria Cambodia Cameroon Canada Chile China Colombia Congo Croatia Cuba Cyprus Denmark Ecuador Egypt England
    Eritrea Estonia Ethiopia Europe Finland France Georgia Germany Ghana Greece Greenland Guatemala Haiti Honduras Hungary Iceland
    India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kazakhstan Kenya Kosovo Kuwait Latvia Lebanon Libya
    Lithuania Luxembourg Malaysia Mali Malta Mexico Moldova Mongolia Morocco Mozambique Myanmar Namibia Nepal Netherlands
    Nicaragua Niger Nigeria Norway Oman Pakistan Palestine Panama Paraguay Peru Philippines Poland Portugal Qatar Romania Russia
    Rwanda Scotland Senegal Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria Taiwan Tanzania
    Thailand Tunisia Turkey Uganda Ukraine Uruguay Venezuela Vietnam Wales Yemen Zambia Zimbabwe Africa Asia America Antarctica
    Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana Iowa Kansas
    Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma
    Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming Ontario Quebec Alberta Chicago Houston
    Phoenix Philadelphia Dallas Austin Detroit Boston Seattle Denver Miami Atlanta Baltimore Cleveland Portland Sacramento
    Minneapolis Pittsburgh Cincinnati Orlando Tampa Nashville Memphis Milwaukee Charlotte Manhattan Brooklyn London Paris Berlin
    Rome Madrid Moscow Beijing Shanghai Tokyo Seoul Pyongyang Delhi Mumbai Kabul Baghdad Tehran Damascus Aleppo Jerusalem Gaza
    Cairo Ankara Istanbul Athens Brussels Vienna Warsaw Prague Budapest Kyiv Kiev Geneva Zurich Stockholm Oslo Copenhagen Helsinki
    Dublin Edinburgh Manchester Liverpool Glasgow Toronto Montreal Vancouver Ottawa Sydney Melbourne Canberra Auckland Nairobi Lagos
    Johannesburg Caracas Bogota Lima Havana Riyadh Dubai Doha Beirut Hanoi Bangkok Manila Jakarta Wuhan Crimea Kashmir Tibet"""
)
"""Countries, states and large cities of one word: never a person's surname standing alone."""
PLACES_OF_TWO = frozenset(
    "New York|New Jersey|New Mexico|New Hampshire|North Carolina|South Carolina|North Dakota|South Dakota|West Virginia|"
    "Rhode Island|Los Angeles|San Francisco|San Diego|San Antonio|San Jose|Las Vegas|New Orleans|Salt Lake City|St Louis|"
    "Kansas City|Puerto Rico|Costa Rica|El Salvador|Sri Lanka|New Zealand|South Africa|North Korea|South Korea|Saudi Arabia|"
    "Hong Kong|United States|United Kingdom|Great Britain|Northern Ireland|New Delhi|Tel Aviv|West Bank|Middle East|"
    "District of Columbia|United Arab Emirates|Buenos Aires|Rio de Janeiro|Sao Paulo|Mexico City|Capitol Hill|Silicon Valley".split(
        "|"
    )
)

MEN = _set(
    """Aaron Abdul Adam Ahmed Alan Albert Alejandro Alexander Ali Anders Andre Andrew Anil Anthony Antonio Arne Arthur Arturo
    Barack Barry Ben Benjamin Bernard Bernie Bill Bjorn Bob Bobby Boris Brad Brandon Brett Brian Bruce Bryan Carl Carlos
    Cesar Charles Charlie Chris Christopher Chuck Clarence Clive Colin Conor Craig Curtis Dan Daniel Darren David Dean
    Declan Dennis Derek Devin Dick Diego Dmitri Don Donald Doug Douglas Duncan Dwight Earl Ed Eddie Edmund Edward Edwin
    Elijah Emmanuel Eric Erik Ernest Eugene Evan Felix Francis Francisco Frank Fred Frederick Gareth Gary Gavin Geoffrey
    George Gerald Gilbert Giovanni Glenn Gordon Graham Greg Gregory Gus Hans Harold Harry Harvey Hassan Henry Herbert
    Howard Hugh Ian Ibrahim Igor Imran Isaac Ivan Jack Jacob Jake James Jan Jared Jason Javier Jay Jeff Jeffrey Jeremy
    Jerome Jerry Jesse Jim Jimmy Joe Joel John Johnny Jon Jonas Jonathan Jorge Jose Joseph Joshua Juan Julian Justin Karim
    Karl Keith Ken Kenneth Kevin Kofi Kyle Larry Lars Lawrence Len Leo Leon Leonard Lewis Lloyd Louis Luis Luke Magnus
    Mahmoud Malcolm Manuel Marco Marcus Mario Mark Martin Matt Matthew Max Mehdi Michael Miguel Mike Mikhail Milan Mitch
    Mitt Mohamed Mohammad Mohammed Muhammad Nathan Nathaniel Neil Newt Nicholas Nick Nicolas Nigel Nikolai Norman Olaf
    Oliver Omar Oscar Owen Pablo Patrick Paul Pedro Per Pete Peter Phil Philip Phillip Pierre Rafael Rajesh Ralph Ramon
    Ray Raymond Reinhard Ricardo Richard Rick Rob Robert Roberto Roger Roland Ron Ronald Roy Rudy Rupert Russell Ryan
    Salman Sam Samuel Scott Sean Sebastian Sergei Sergey Seth Simon Stanley Stephen Steve Steven Stuart Sven Tariq Ted
    Terence Terrence Theodore Thomas Tim Timothy Tobias Todd Tom Tomas Tommy Tony Travis Trevor Tyler Victor Vikram
    Vincent Vladimir Walter Warren Wayne Wilhelm William Willie Xavier Yusuf Zachary"""
)
WOMEN = _set(
    """Abigail Ada Agnes Aisha Alexandria Alice Alicia Alison Alma Amanda Amber Amelia Amy Andrea Angela Angelina Anita Ann
    Anna Anne Annie Anya Astrid Ayesha Barbara Beatrice Bernice Beth Betsy Betty Beverly Birgit Brenda Bridget Brittany
    Camila Carla Carly Carmel Carmen Carol Caroline Carolyn Catherine Cecilia Charlotte Cheryl Chiara Christina Christine
    Cindy Claire Clara Claudia Connie Cynthia Dana Danielle Debbie Deborah Debra Denise Diana Diane Dianne Donna Doris
    Dorothy Edith Eileen Elaine Eleanor Elena Elise Elizabeth Ella Ellen Elsa Emily Emma Erica Erin Esther Eva Evelyn
    Farah Fatima Felicia Fiona Florence Freya Gabriela Gail Georgia Gertrude Gina Gloria Grace Greta Gudrun Gwendolyn
    Hannah Heather Heidi Helen Hillary Holly Ilhan Ines Ingrid Irene Isabel Ivanka Jacqueline Jane Janet Janice Jean
    Jeanne Jennifer Jenny Jessica Jill Joan Joanna Joanne Josephine Joy Joyce Judith Judy Julia Julie June Kamala Karen
    Karin Kate Katherine Kathleen Kathryn Kathy Katie Kayleigh Kellyanne Kimberly Kirsten Kirstjen Kristen Kristin Laura
    Lauren Laurie Leah Leila Lena Linda Lisa Liz Loretta Lori Louise Lucia Lucinda Lucy Lydia Madeleine Maeve Maggie
    Malala Margaret Maria Marian Marie Marilyn Marjorie Marta Martha Mary Maureen Maxine Meera Megan Melania Melanie
    Melissa Michelle Mira Miranda Molly Monica Nadia Nancy Naomi Nasreen Natalie Natasha Nicole Nikki Nina Nora Odile Olga
    Olivia Pamela Paola Patricia Patty Paula Peggy Penny Petra Phyllis Priscilla Priya Rachel Rania Rashida Rebecca Renee
    Rita Roberta Rosa Rose Rosemary Rosie Ruby Ruth Sally Samantha Sandra Sanna Sara Sarah Sharon Sheila Shirley Siobhan
    Sofia Sonia Sophia Sophie Stacey Stephanie Sue Sunita Susan Susana Suzanne Sylvia Tamara Tammy Teresa Theresa Tiffany
    Tina Tracy Ursula Valerie Vanessa Vera Veronica Victoria Virginia Vivian Wanda Wendy Yasmin Yolanda Yvonne Zainab Zara"""
)
EITHER = _set(
    "Alex Ashley Blake Cameron Casey Chelsea Drew Jamie Jordan Kelly Kim Kit Lee Leslie Lindsey Lynn Morgan Pat Robin Taylor Terry"
)
"""First names of men and women alike."""

NICKNAMES = {
    short: long
    for long, shorts in {
        "andrew": "andy drew", "anthony": "tony", "benjamin": "ben", "bernard": "bernie", "charles": "charlie chuck",
        "christopher": "chris", "daniel": "dan danny", "david": "dave", "deborah": "deb debbie", "donald": "don",
        "douglas": "doug", "edward": "ed eddie ted", "elizabeth": "liz beth betsy", "gregory": "greg", "james": "jim jimmy",
        "jeffrey": "jeff", "jennifer": "jen jenny", "jonathan": "jon", "joseph": "joe joey", "joshua": "josh",
        "katherine": "kate kathy katie", "kenneth": "ken", "lawrence": "larry", "margaret": "maggie peggy", "matthew": "matt",
        "michael": "mike", "mitchell": "mitch", "nicholas": "nick", "patricia": "pat patty", "patrick": "pat", "peter": "pete",
        "philip": "phil", "raymond": "ray", "richard": "rick dick rich", "robert": "bob rob bobby", "ronald": "ron",
        "rudolph": "rudy", "samuel": "sam", "stephen": "steve", "steven": "steve", "susan": "sue", "thomas": "tom tommy",
        "timothy": "tim", "walter": "walt", "william": "bill billy will",
    }.items()
    for short in shorts.split()
}  # fmt: skip

SHORT_FORMS = {
    "u.s": "united states", "us": "united states", "u.s.a": "united states", "usa": "united states", "america": "united states",
    "united states of america": "united states", "u.k": "united kingdom", "uk": "united kingdom", "britain": "united kingdom",
    "great britain": "united kingdom", "u.n": "united nations", "un": "united nations", "e.u": "european union",
    "eu": "european union", "uae": "united arab emirates", "gop": "republican party", "d.c": "washington",
    "washington d.c": "washington", "washington dc": "washington", "l.a": "los angeles", "n.y": "new york",
    "ap": "associated press", "scotus": "supreme court", "fed": "federal reserve", "nypd": "new york police department",
    "lapd": "los angeles police department", "nato": "north atlantic treaty organization", "ice": "immigration and customs enforcement",
    "cdc": "centers for disease control and prevention", "centers for disease control": "centers for disease control and prevention",
    "fema": "federal emergency management agency", "who": "world health organization",
    "dea": "drug enforcement administration", "nasa": "national aeronautics and space administration",
    "d.o.j": "department of justice", "kyiv": "kiev",
}  # fmt: skip
"""Short forms that the initials of the long one do not explain, or explain too often."""
