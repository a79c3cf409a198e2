<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>AspectBars</name>
    <message>
      <source>not yet</source>
      <translation>未评</translation>
    </message>
    <message>
      <source>borderline</source>
      <translation>临界</translation>
    </message>
    <message>
      <source>below {floor}</source>
      <translation>低于 {floor}</translation>
    </message>
    <message>
      <source>above</source>
      <translation>过线</translation>
    </message>
    <message>
      <source>{reached} of {all}, needs {needed}: shown</source>
      <translation>{all} 项中 {reached} 项，需 {needed} 项，已证实</translation>
    </message>
    <message>
      <source>{reached} of {all}, needs {needed}: not shown</source>
      <translation>{all} 项中 {reached} 项，需 {needed} 项，未证实</translation>
    </message>
    <message>
      <source>{reached} of {all}, needs {needed}</source>
      <translation>{all} 项中 {reached} 项，需 {needed} 项</translation>
    </message>
  </context>
  <context>
    <name>DocumentViewer</name>
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Papers of this case</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Contents</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No papers in this case.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Opening…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading view</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{title}, page {page}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find in this document</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pin</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Note</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open in the system program</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FindBar</name>
    <message>
      <source>Previous hit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next hit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close the search</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find in this document</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>searching, page {looked} of {pages}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not found</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{number} of {count} so far</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FlowView</name>
    <message>
      <source>[A drawing that cannot be shown here; open the paper in the system program to see it]</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HintBar</name>
    <message>
      <source>all keys</source>
      <translation>全部快捷键</translation>
    </message>
  </context>
  <context>
    <name>LevelRow</name>
    <message>
      <source>Locked</source>
      <translation>已锁定</translation>
    </message>
    <message>
      <source>Not sought</source>
      <translation>未考察</translation>
    </message>
    <message>
      <source>{code} not sought</source>
      <translation>{code} 未考察</translation>
    </message>
    <message>
      <source>{code} level {level}</source>
      <translation>{code} {level} 级</translation>
    </message>
    <message>
      <source>{grade} needs {level}</source>
      <translation>{grade} 要求 {level} 级</translation>
    </message>
    <message>
      <source>applicant claims {level}</source>
      <translation>申请人自评 {level} 级</translation>
    </message>
    <message>
      <source>below the floor</source>
      <translation>低于下限</translation>
    </message>
    <message>
      <source>; </source>
      <translation>；</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>Assessor Desk</source>
      <translation>评价工作台</translation>
    </message>
    <message>
      <source>Find...</source>
      <translation>查找...</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Next case</source>
      <translation>下一位</translation>
    </message>
    <message>
      <source>Previous case</source>
      <translation>上一位</translation>
    </message>
    <message>
      <source>Next pane</source>
      <translation>下一栏</translation>
    </message>
    <message>
      <source>Previous pane</source>
      <translation>上一栏</translation>
    </message>
    <message>
      <source>Print...</source>
      <translation>打印...</translation>
    </message>
    <message>
      <source>Lock the screen</source>
      <translation>锁屏</translation>
    </message>
    <message>
      <source>All keys</source>
      <translation>全部快捷键</translation>
    </message>
  </context>
  <context>
    <name>Message</name>
    <message>
      <source>Close message</source>
      <translation>收起消息</translation>
    </message>
    <message>
      <source>Copy details</source>
      <translation>复制详情</translation>
    </message>
  </context>
  <context>
    <name>NotesStrip</name>
    <message>
      <source>Notes on this case</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fold the notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show all notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Note on {place}; Enter keeps it, Esc leaves</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NoticeView</name>
    <message>
      <source>Passphrase of this file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open in the system program</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PageTools</name>
    <message>
      <source>Contents</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Previous page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Smaller</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Larger</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Life size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fit the width</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rotate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find in this document</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Note</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pin to {code}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pin</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PageView</name>
    <message>
      <source>This page cannot be shown.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PinBadge</name>
    <message>
      <source>Pin {label}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Progress</name>
    <message>
      <source>not needed</source>
      <translation>不适用</translation>
    </message>
    <message>
      <source>open</source>
      <translation>未开始</translation>
    </message>
    <message>
      <source>started</source>
      <translation>进行中</translation>
    </message>
    <message>
      <source>locked</source>
      <translation>已锁定</translation>
    </message>
  </context>
  <context>
    <name>ProgressStrip</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Stopping</source>
      <translation>正在停止</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>进度</translation>
    </message>
  </context>
  <context>
    <name>QueueList</name>
    <message>
      <source>Cases</source>
      <translation>案卷</translation>
    </message>
  </context>
  <context>
    <name>Rail</name>
    <message>
      <source>Pages</source>
      <translation>页面</translation>
    </message>
  </context>
  <context>
    <name>SaveState</name>
    <message>
      <source>Saved {time}</source>
      <translation>已存 {time}</translation>
    </message>
    <message>
      <source>Saving</source>
      <translation>正在存</translation>
    </message>
    <message>
      <source>Not written</source>
      <translation>未写入</translation>
    </message>
    <message>
      <source>Read-only</source>
      <translation>只读</translation>
    </message>
  </context>
  <context>
    <name>State</name>
    <message>
      <source>Locked</source>
      <translation>已锁定</translation>
    </message>
    <message>
      <source>Not started</source>
      <translation>未开始</translation>
    </message>
    <message>
      <source>Started</source>
      <translation>进行中</translation>
    </message>
    <message>
      <source>Differs</source>
      <translation>有分歧</translation>
    </message>
    <message>
      <source>Missing</source>
      <translation>缺</translation>
    </message>
    <message>
      <source>Recused</source>
      <translation>回避</translation>
    </message>
    <message>
      <source>Absent</source>
      <translation>缺席</translation>
    </message>
    <message>
      <source>Withdrawn</source>
      <translation>已撤回</translation>
    </message>
    <message>
      <source>Hidden until you lock</source>
      <translation>锁定前不显示</translation>
    </message>
    <message>
      <source>Non-compensable</source>
      <translation>不可补偿</translation>
    </message>
    <message>
      <source>Valid</source>
      <translation>有效</translation>
    </message>
    <message>
      <source>Altered</source>
      <translation>无效</translation>
    </message>
    <message>
      <source>Unknown signer</source>
      <translation>签名人未知</translation>
    </message>
    <message>
      <source>Revoked</source>
      <translation>已吊销</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>已过期</translation>
    </message>
    <message>
      <source>Signature short</source>
      <translation>签名不全</translation>
    </message>
    <message>
      <source>Already in</source>
      <translation>已接收</translation>
    </message>
    <message>
      <source>Superseded</source>
      <translation>已替代</translation>
    </message>
    <message>
      <source>Below floor</source>
      <translation>低于下限</translation>
    </message>
    <message>
      <source>Borderline</source>
      <translation>临界</translation>
    </message>
    <message>
      <source>Claim</source>
      <translation>自评</translation>
    </message>
    <message>
      <source>Complete</source>
      <translation>齐全</translation>
    </message>
    <message>
      <source>Unsigned</source>
      <translation>未签名</translation>
    </message>
    <message>
      <source>Not needed</source>
      <translation>不适用</translation>
    </message>
    <message>
      <source>Rehearsal</source>
      <translation>演练</translation>
    </message>
  </context>
  <context>
    <name>TopBar</name>
    <message>
      <source>Live</source>
      <translation>正式</translation>
    </message>
    <message>
      <source>Find cases, notes</source>
      <translation>查找案卷、材料、笔记</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>查找</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>菜单</translation>
    </message>
    <message>
      <source>Lock the screen</source>
      <translation>锁屏</translation>
    </message>
  </context>
  <context>
    <name>Watermark</name>
    <message>
      <source>Rehearsal, not for official use</source>
      <translation>演练　不作正式使用</translation>
    </message>
  </context>
</TS>
