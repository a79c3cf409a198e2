<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>ReconcilePage</name>
    <message numerus="yes">
      <source>Taking in %n package(s)</source>
      <translation>
        <numerusform>Taking in %n package</numerusform>
        <numerusform>Taking in %n packages</numerusform>
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
    <name>TodayPage</name>
    <message numerus="yes">
      <source>%n case(s) wait for your declaration; their papers stay shut until then.</source>
      <translation>
        <numerusform>%n case waits for your declaration; its papers stay shut until then.</numerusform>
        <numerusform>%n cases wait for your declaration; their papers stay shut until then.</numerusform>
      </translation>
    </message>
  </context>
</TS>
