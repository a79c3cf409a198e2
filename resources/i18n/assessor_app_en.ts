<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>AgreementPage</name>
    <message numerus="yes">
      <source>{panel}, %n case(s)</source>
      <translation>
        <numerusform>{panel}, %n case</numerusform>
        <numerusform>{panel}, %n cases</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>; %n still sealed</source>
      <translation>
        <numerusform>; %n still sealed</numerusform>
        <numerusform>; %n still sealed</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BorderlinePart</name>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>CommentField</name>
    <message numerus="yes">
      <source>%n character(s)</source>
      <translation>
        <numerusform>%n character</numerusform>
        <numerusform>%n characters</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ConcludePage</name>
    <message numerus="yes">
      <source>%n dissent(s)</source>
      <translation>
        <numerusform>%n dissent</numerusform>
        <numerusform>%n dissents</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Sign %n case(s)...</source>
      <translation>
        <numerusform>Sign %n case...</numerusform>
        <numerusform>Sign %n cases...</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>DeclarePage</name>
    <message numerus="yes">
      <source>%n case(s) not declared yet</source>
      <translation>
        <numerusform>%n case not declared yet</numerusform>
        <numerusform>%n cases not declared yet</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n suspected tie(s)</source>
      <translation>
        <numerusform>%n suspected tie</numerusform>
        <numerusform>%n suspected ties</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Declare no tie on all %n without a suspicion</source>
      <translation>
        <numerusform>Declare no tie on the %n without a suspicion</numerusform>
        <numerusform>Declare no tie on all %n without a suspicion</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>DesignView</name>
    <message numerus="yes">
      <source>Phi {aim} would need %n assessor(s).</source>
      <translation>
        <numerusform>Phi {aim} would need %n assessor.</numerusform>
        <numerusform>Phi {aim} would need %n assessors.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>DocumentViewer</name>
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation>
        <numerusform>%n file</numerusform>
        <numerusform>%n files</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Entrance</name>
    <message numerus="yes">
      <source>Wrong passphrase, %n time(s) so far.</source>
      <translation>
        <numerusform>Wrong passphrase, tried once.</numerusform>
        <numerusform>Wrong passphrase, tried %n times.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FlagList</name>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n single mark(s), moved by one level, would turn the outcome:</source>
      <translation>
        <numerusform>%n single mark, moved by one level, would turn the outcome:</numerusform>
        <numerusform>%n single marks, moved by one level, would turn the outcome:</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FoundPanel</name>
    <message numerus="yes">
      <source>%n place(s) in all papers of this case</source>
      <translation>
        <numerusform>%n place in all papers of this case</numerusform>
        <numerusform>%n places in all papers of this case</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n paper(s) not read in yet.</source>
      <translation>
        <numerusform>%n paper is not read in yet.</numerusform>
        <numerusform>%n papers are not read in yet.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>IdentitiesPage</name>
    <message numerus="yes">
      <source>%n people have none yet</source>
      <translation>
        <numerusform>%n person has none yet</numerusform>
        <numerusform>%n people have none yet</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n new passphrase(s)</source>
      <translation>
        <numerusform>%n new passphrase</numerusform>
        <numerusform>%n new passphrases</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n identity(ies) revoked</source>
      <translation>
        <numerusform>%n identity revoked</numerusform>
        <numerusform>%n identities revoked</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Issue %n identity(ies)...</source>
      <translation>
        <numerusform>Issue %n identity...</numerusform>
        <numerusform>Issue %n identities...</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n identity(ies) written.</source>
      <translation>
        <numerusform>%n identity written.</numerusform>
        <numerusform>%n identities written.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>IntakePage</name>
    <message numerus="yes">
      <source>%n file(s) wait to be verified</source>
      <translation>
        <numerusform>%n file waits to be verified</numerusform>
        <numerusform>%n files wait to be verified</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Take in %n package(s)</source>
      <translation>
        <numerusform>Take in %n package</numerusform>
        <numerusform>Take in %n packages</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) can be taken in</source>
      <translation>
        <numerusform>%n file can be taken in</numerusform>
        <numerusform>%n files can be taken in</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>MemberSigning</name>
    <message numerus="yes">
      <source>%n case(s)</source>
      <translation>
        <numerusform>%n case</numerusform>
        <numerusform>%n cases</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>NewRoundPage</name>
    <message numerus="yes">
      <source>%n to mend first</source>
      <translation>
        <numerusform>%n to mend first</numerusform>
        <numerusform>%n to mend first</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Open the round with %n candidates</source>
      <translation>
        <numerusform>Open the round with %n candidate</numerusform>
        <numerusform>Open the round with %n candidates</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n candidate(s)</source>
      <translation>
        <numerusform>%n candidate</numerusform>
        <numerusform>%n candidates</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s)</source>
      <translation>
        <numerusform>%n sheet</numerusform>
        <numerusform>%n sheets</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n question(s)</source>
      <translation>
        <numerusform>%n question</numerusform>
        <numerusform>%n questions</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>OutcomeSide</name>
    <message numerus="yes">
      <source>and %n more reason(s)</source>
      <translation>
        <numerusform>and %n more reason</numerusform>
        <numerusform>and %n more reasons</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n difference(s) to talk through</source>
      <translation>
        <numerusform>%n difference to talk through</numerusform>
        <numerusform>%n differences to talk through</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReadBackPart</name>
    <message numerus="yes">
      <source>Keep %n entries</source>
      <translation>
        <numerusform>Keep %n entry</numerusform>
        <numerusform>Keep %n entries</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n entries differ from what was typed here.</source>
      <translation>
        <numerusform>%n entry differs from what was typed here.</numerusform>
        <numerusform>%n entries differ from what was typed here.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReconcilePage</name>
    <message numerus="yes">
      <source>Taking in %n package(s)</source>
      <translation>
        <numerusform>Taking in %n package</numerusform>
        <numerusform>Taking in %n packages</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s)</source>
      <translation>
        <numerusform>%n sheet</numerusform>
        <numerusform>%n sheets</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{time}, from %n package(s)</source>
      <translation>
        <numerusform>{time}, from %n package</numerusform>
        <numerusform>{time}, from %n packages</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n missing</source>
      <translation>
        <numerusform>%n missing</numerusform>
        <numerusform>%n missing</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more in the grid</source>
      <translation>
        <numerusform>and %n more in the grid</numerusform>
        <numerusform>and %n more in the grid</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n of your own sheets are locked and not in a package yet. Make it, then take it in here.</source>
      <translation>
        <numerusform>%n of your own sheets is locked and not in a package yet. Make it, then take it in here.</numerusform>
        <numerusform>%n of your own sheets are locked and not in a package yet. Make it, then take it in here.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Nothing of theirs has been taken in; %n sheet(s) are due.</source>
      <translation>
        <numerusform>Nothing of theirs has been taken in; %n sheet is due.</numerusform>
        <numerusform>Nothing of theirs has been taken in; %n sheets are due.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n package(s) taken in</source>
      <translation>
        <numerusform>%n package taken in</numerusform>
        <numerusform>%n packages taken in</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Verify and take in %n file(s)</source>
      <translation>
        <numerusform>Verify and take in %n file</numerusform>
        <numerusform>Verify and take in %n files</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RoundPage</name>
    <message numerus="yes">
      <source>%n candidate(s)</source>
      <translation>
        <numerusform>%n candidate</numerusform>
        <numerusform>%n candidates</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n panel(s)</source>
      <translation>
        <numerusform>%n panel</numerusform>
        <numerusform>%n panels</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Issue identities for %n people</source>
      <translation>
        <numerusform>Issue an identity for %n person</numerusform>
        <numerusform>Issue identities for %n people</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n script(s) are marked by code</source>
      <translation>
        <numerusform>%n script is marked by code</numerusform>
        <numerusform>%n scripts are marked by code</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>To all %n panels that wait...</source>
      <translation>
        <numerusform>To the %n panel that waits...</numerusform>
        <numerusform>To all %n panels that wait...</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n case package(s) written.</source>
      <translation>
        <numerusform>%n case package written.</numerusform>
        <numerusform>%n case packages written.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ScoreSheet</name>
    <message numerus="yes">
      <source>%n still missing</source>
      <translation>
        <numerusform>%n still missing</numerusform>
        <numerusform>%n still missing</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SettingsPage</name>
    <message numerus="yes">
      <source>after %n minute(s)</source>
      <translation>
        <numerusform>after %n minute</numerusform>
        <numerusform>after %n minutes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SeverityPlot</name>
    <message numerus="yes">
      <source>%n case(s): too few to judge ({needed} needed)</source>
      <translation>
        <numerusform>%n case: too few to judge ({needed} needed)</numerusform>
        <numerusform>%n cases: too few to judge ({needed} needed)</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n case(s)</source>
      <translation>
        <numerusform>%n case</numerusform>
        <numerusform>%n cases</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SignBeside</name>
    <message numerus="yes">
      <source>%n case(s).</source>
      <translation>
        <numerusform>%n case.</numerusform>
        <numerusform>%n cases.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SignPage</name>
    <message numerus="yes">
      <source>%n missing</source>
      <translation>
        <numerusform>%n missing</numerusform>
        <numerusform>%n missing</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Sign all %n that are ready</source>
      <translation>
        <numerusform>Sign the %n that is ready</numerusform>
        <numerusform>Sign all %n that are ready</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>TemplateReports</name>
    <message numerus="yes">
      <source>%n report(s) written and signed.</source>
      <translation>
        <numerusform>%n report written and signed.</numerusform>
        <numerusform>%n reports written and signed.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>TodayPage</name>
    <message numerus="yes">
      <source>%n item(s) came back to you with a question.</source>
      <translation>
        <numerusform>%n item came back to you with a question.</numerusform>
        <numerusform>%n items came back to you with a question.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n case(s) wait for your declaration; their papers stay shut until then.</source>
      <translation>
        <numerusform>%n case waits for your declaration; its papers stay shut until then.</numerusform>
        <numerusform>%n cases wait for your declaration; their papers stay shut until then.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n min</source>
      <translation>
        <numerusform>%n min</numerusform>
        <numerusform>%n min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n item(s) returned by the chair</source>
      <translation>
        <numerusform>%n item returned by the chair</numerusform>
        <numerusform>%n items returned by the chair</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ValidityView</name>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s), each under the signature by its SHA-256</source>
      <translation>
        <numerusform>%n file, under the signature by its SHA-256</numerusform>
        <numerusform>%n files, each under the signature by its SHA-256</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>VerdictCounts</name>
    <message numerus="yes">
      <source>%n case(s)</source>
      <translation>
        <numerusform>%n case</numerusform>
        <numerusform>%n cases</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n part(s)</source>
      <translation>
        <numerusform>%n part</numerusform>
        <numerusform>%n parts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>own assessment, %n sheet(s)</source>
      <translation>
        <numerusform>own assessment, %n sheet</numerusform>
        <numerusform>own assessment, %n sheets</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>the panel's recommendation, %n case(s)</source>
      <translation>
        <numerusform>the panel's recommendation, %n case</numerusform>
        <numerusform>the panel's recommendation, %n cases</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>hands out %n case(s)</source>
      <translation>
        <numerusform>hands out %n case</numerusform>
        <numerusform>hands out %n cases</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>WrittenPage</name>
    <message numerus="yes">
      <source>%n row(s) are not typed twice yet.</source>
      <translation>
        <numerusform>%n row is not typed twice yet.</numerusform>
        <numerusform>%n rows are not typed twice yet.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n place(s) taken over from the mark sheet.</source>
      <translation>
        <numerusform>%n place taken over from the mark sheet.</numerusform>
        <numerusform>%n places taken over from the mark sheet.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n score sheet(s) for paper in {folder}.</source>
      <translation>
        <numerusform>%n score sheet for paper in {folder}.</numerusform>
        <numerusform>%n score sheets for paper in {folder}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n script(s)</source>
      <translation>
        <numerusform>%n script</numerusform>
        <numerusform>%n scripts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source> %n case(s) wait for your declaration.</source>
      <translation>
        <numerusform> %n case waits for your declaration.</numerusform>
        <numerusform> %n cases wait for your declaration.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s) filled; they can be locked and signed.</source>
      <translation>
        <numerusform>%n sheet filled; it can be locked and signed.</numerusform>
        <numerusform>%n sheets filled; they can be locked and signed.</numerusform>
      </translation>
    </message>
  </context>
</TS>
