/**
 * What people choose when 15 characters are asked for: well-known long passwords from published frequency lists and
 * quoted phrases, folded (small letters and digits only). Runs, repeats and combinations are found by rule instead.
 */
export const COMMON_LONG: ReadonlySet<string> = new Set(
  `correcthorsebatterystaple correcthorsebatterystaple1 correctbatteryhorsestaple troubador3 tobeornottobethatisthequestion
  maytheforcebewithyou maytheforcebewithyou1 iamironmanironman thequickbrownfox thequickbrownfoxjumpsoverthelazydog
  onceuponatime onceuponatimeinamerica ihavenopassword idontknowmypassword iforgotmypassword thisismypassword
  thisismypassword1 thisisapassword thisisapassword1 mypasswordispassword mypassword123456 letmeinletmein pleaseletmein
  pleaseletmeinnow opensesameopensesame knockknockwhosthere areyoukiddingme whatthehellisthis idontcareanymore
  iloveyouforever iloveyousomuch iloveyoubaby iloveyouverymuch ilovemyhusband ilovemychildren ilovemyfamily ilovemykids
  ilovemydaughter ilovemygrandkids ilovejesuschrist jesusismysavior jesuslovesyou jesusisthelord godisgoodallthetime
  ineedanewpassword changethispassword pleasechangeme pleasechangemenow changemechangeme defaultpassword
  administrator1 administrator123 administratorpassword superadministrator rootrootrootroot adminadminadmin
  qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwertyuiopasdf mnbvcxzlkjhgfdsapoiuytrewq 1q2w3e4r5t6y7u8i9o0p
  1q2w3e4r5t6y7u8i 1qaz2wsx3edc4rfv 1qaz2wsx3edc4rfv5tgb 1qazxsw23edcvfr4 zaq12wsxcde34rfv qazwsxedcrfvtgb
  qazwsxedcrfvtgbyhnujm zaqxswcdevfrbgt q1w2e3r4t5y6u7i8 a1b2c3d4e5f6g7h8 abcd1234abcd1234 asdfghjklasdfghjkl
  supercalifragilisticexpialidocious antidisestablishmentarianism harrypotterharry hogwartsexpress winteriscoming
  valarmorghulis everybodylies neversaynever hakunamatatahakuna twinkletwinklelittlestar happybirthdaytoyou
  happilyeverafter tomorrowisanotherday liveloughlove livelaughlove livelaughlove1 peaceloveandhappiness
  rememberthealamo inGodwetrust ingodwetrust oneforallandallforone stayhungrystayfoolish keepcalmandcarryon
  helloworldhelloworld hellohellohello testtesttesttest testingtesting123 temporarypassword temppassword123
  summervacation summervacation1 springbreak2026 schoolisout4summer schoolsoutforsummer readinglibrary
  teacherspet12345 ilovemystudents welcomebacktoschool welcometoschool backtoschool2026`
    .toLowerCase()
    .split(/\s+/),
);

/** Words that lead the published lists or the office wall: each counts as one character of a password. */
export const COMMON_WORDS: readonly string[] =
  `password passwort passwd passcode passphrase welcome letmein login admin administrator superuser account default changeme
  change temporary temp test testing guest user username access secret hello whatever iloveyou love loveyou lovely forever
  princess sunshine monkey dragon master shadow football baseball basketball soccer hockey batman superman spiderman
  pokemon minecraft fortnite starwars michael jennifer jessica ashley daniel jordan hunter george charlie andrew thomas
  joshua matthew robert william anthony nicole amanda melissa taylor summer winter spring autumn january february march
  april june july august september october november december monday tuesday wednesday thursday friday saturday sunday
  school schools teacher student students principal library classroom district education academy elementary middle high
  unified county city california chromebook chrome google apple microsoft windows computer laptop internet office department
  trustno freedom jesus christ angel angels blessed family mother father daughter flower cheese cookie pepper ginger
  buster mustang ferrari yankees lakers cowboys raiders dodgers giants warriors eagles tigers panthers bulldogs wildcats
  qwerty azerty asdf zxcv qazwsx wsxedc abc`
    .split(/\s+/)
    .sort((a, b) => b.length - a.length);
