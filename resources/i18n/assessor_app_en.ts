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
</TS>
