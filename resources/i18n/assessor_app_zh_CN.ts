<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>AgreeEditor</name>
    <message>
      <source>agreed level {level}</source>
      <translation>商定 {level} 级</translation>
    </message>
    <message>
      <source>Put down</source>
      <translation>记下</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Withdraw the agreed level</source>
      <translation>撤回商定等级</translation>
    </message>
    <message>
      <source>Why the panel settles on this level; the marks themselves stay as they are</source>
      <translation>小组为何商定此等级（原评分不改动）</translation>
    </message>
    <message>
      <source>Reason for the agreed level</source>
      <translation>商定等级的理由</translation>
    </message>
    <message>
      <source>Agreed level</source>
      <translation>商定等级</translation>
    </message>
  </context>
  <context>
    <name>AgreementPage</name>
    <message>
      <source>look at the case</source>
      <translation>看本案</translation>
    </message>
    <message>
      <source>next view</source>
      <translation>下一视图</translation>
    </message>
    <message>
      <source>print</source>
      <translation>打印</translation>
    </message>
    <message>
      <source>next pane</source>
      <translation>换栏</translation>
    </message>
    <message>
      <source>Severity</source>
      <translation>宽严</translation>
    </message>
    <message>
      <source>Use</source>
      <translation>用级与漂移</translation>
    </message>
    <message>
      <source>Figures</source>
      <translation>一致性数字</translation>
    </message>
    <message>
      <source>Two by two</source>
      <translation>两两比较</translation>
    </message>
    <message>
      <source>Candidates</source>
      <translation>申请人</translation>
    </message>
    <message>
      <source>Borderline</source>
      <translation>临界</translation>
    </message>
    <message>
      <source>How many</source>
      <translation>需要几名评委</translation>
    </message>
    <message>
      <source>Severity by assessor</source>
      <translation>各评委的宽严</translation>
    </message>
    <message>
      <source>Mean difference from the others in the same case, in levels. Bar: 95 % interval. Ring: one case.</source>
      <translation>与同一案卷其他评委的平均差，以等级计。横线为 95 % 区间，圆圈为一个案卷。</translation>
    </message>
    <message>
      <source>Agreement by aspect</source>
      <translation>各方面的一致性</translation>
    </message>
    <message>
      <source>Kappa with quadratic weights over all pairs of marks; interval over cases.</source>
      <translation>全部成对评分的二次加权 Kappa；区间按案卷计算。</translation>
    </message>
    <message>
      <source>What it does not say</source>
      <translation>它不说明什么</translation>
    </message>
    <message>
      <source>Who is right. No mark is changed by these figures, here or anywhere. Read the intervals, not the points.</source>
      <translation>它不说明谁对谁错。这些数字不改动任何评分。请看区间，不要只看点。</translation>
    </message>
    <message>
      <source>Look at together</source>
      <translation>可一起再看</translation>
    </message>
    <message>
      <source>Nothing to compare yet</source>
      <translation>还没有可比较的评分</translation>
    </message>
    <message>
      <source>At least two assessors' marks of the same case are needed, and your own sheets of it locked.</source>
      <translation>同一案卷至少要有两位评委的评分，且您本人的评分已锁定。</translation>
    </message>
    <message>
      <source>Take in score packages</source>
      <translation>接收评分包</translation>
    </message>
    <message>
      <source>Agreement and severity</source>
      <translation>一致性与宽严</translation>
    </message>
    <message>
      <source>Working out the panel</source>
      <translation>正在按规则计算本组结果</translation>
    </message>
    <message>
      <source>Looking who is close</source>
      <translation>正在试算临界申请人</translation>
    </message>
    <message>
      <source>All</source>
      <translation>全部</translation>
    </message>
    <message numerus="yes">
      <source>{panel}, %n case(s)</source>
      <translation>
        <numerusform>{panel}，%n 个案卷</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>; %n still sealed</source>
      <translation>
        <numerusform>；%n 个未开封</numerusform>
      </translation>
    </message>
    <message>
      <source>Aspect of competency</source>
      <translation>方面</translation>
    </message>
    <message>
      <source>Pairs</source>
      <translation>对数</translation>
    </message>
    <message>
      <source>Kappa</source>
      <translation>Kappa</translation>
    </message>
    <message>
      <source>95 % interval</source>
      <translation>95 % 区间</translation>
    </message>
    <message>
      <source>2 or more apart</source>
      <translation>相差 2 级以上</translation>
    </message>
    <message>
      <source>{low} to {high}</source>
      <translation>{low} 至 {high}</translation>
    </message>
    <message>
      <source>No levels lie two or more apart.</source>
      <translation>没有相差 2 级以上的评分。</translation>
    </message>
    <message>
      <source>Use and drift</source>
      <translation>用级与漂移</translation>
    </message>
  </context>
  <context>
    <name>AnchorList</name>
    <message>
      <source>{grade} needs</source>
      <translation>{grade} 要求</translation>
    </message>
    <message>
      <source>Claim</source>
      <translation>自评</translation>
    </message>
    <message>
      <source>Anchors</source>
      <translation>等级描述</translation>
    </message>
    <message>
      <source>level {level}, {anchor}</source>
      <translation>{level} 级，{anchor}</translation>
    </message>
  </context>
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
    <name>BorderlinePart</name>
    <message>
      <source>Within the scheme's margin of a cut, and each single mark that, moved by one level, would turn the outcome.</source>
      <translation>距分数线在方案规定的临界范围之内的申请人，以及任一评分升降一级即改变结论之处。</translation>
    </message>
    <message>
      <source>Every mark is being tried one level up and one level down...</source>
      <translation>正在逐个试算：每个等级上调或下调一级……</translation>
    </message>
    <message>
      <source>No case lies within the margin of a cut.</source>
      <translation>没有申请人处在临界范围之内。</translation>
    </message>
    <message>
      <source>Candidate</source>
      <translation>申请人</translation>
    </message>
    <message>
      <source>Within the margin</source>
      <translation>临界之处</translation>
    </message>
    <message>
      <source>A single mark that would turn it</source>
      <translation>升降一级即改变结论的评分</translation>
    </message>
    <message>
      <source>By the rule: {outcome}</source>
      <translation>按规则：{outcome}</translation>
    </message>
    <message>
      <source>No single mark, moved by one level, turns the outcome.</source>
      <translation>任何一个等级上调或下调一级，结论都不变。</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>另有 %n 项</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>CalibratePage</name>
    <message>
      <source>up, down</source>
      <translation>上下项</translation>
    </message>
    <message>
      <source>to the mark</source>
      <translation>查看该评分</translation>
    </message>
    <message>
      <source>next pane</source>
      <translation>换栏</translation>
    </message>
    <message>
      <source>Practise</source>
      <translation>去练习</translation>
    </message>
    <message>
      <source>Reference dossiers</source>
      <translation>标准案卷</translation>
    </message>
    <message>
      <source>Own and agreed levels</source>
      <translation>本人评级与商定评级</translation>
    </message>
    <message>
      <source>Own level minus agreed level</source>
      <translation>本人评级与商定评级之差</translation>
    </message>
    <message>
      <source>Ring: one indicator. Bar: their mean. Only you see this page; no package and no document speaks of it, and no mark is changed by it.</source>
      <translation>圆圈：一项指标。粗线：平均差。本页仅本人可见，任何包和文档都不含其内容，也不改动任何评分。</translation>
    </message>
    <message>
      <source>Nothing to practise on yet</source>
      <translation>还没有可以练习的案卷</translation>
    </message>
    <message>
      <source>Ask the society for a rehearsal round (mode “rehearsal” in its roster) and take its case package in on Today; its dossiers are practised on like any other. The agreed marks come with the case package that the society hands out again once it has taken the chair's result in.</source>
      <translation>请学会开设演练轮次（名册中用途填“演练”），在“今日”页接收其案卷包，其中的案卷与正式案卷一样评分。学会接收组长的结果之后再次发出的案卷包，带有商定评级。</translation>
    </message>
    <message>
      <source>To Today</source>
      <translation>转到“今日”</translation>
    </message>
    <message>
      <source>Comparing with what was agreed</source>
      <translation>正在与商定评级比较</translation>
    </message>
    <message>
      <source>Calibration</source>
      <translation>评分校准</translation>
    </message>
    <message>
      <source>{compared} of {all} dossiers compared</source>
      <translation>共 {all} 份案卷，已比较 {compared} 份</translation>
    </message>
    <message>
      <source>All dossiers</source>
      <translation>全部案卷</translation>
    </message>
    <message>
      <source>{locked} of {due} sheets locked</source>
      <translation>评分表已锁定 {locked} / {due}</translation>
    </message>
    <message>
      <source>agreed marks not here yet</source>
      <translation>商定评级尚未收到</translation>
    </message>
    <message>
      <source>nothing compared yet</source>
      <translation>尚未比较</translation>
    </message>
    <message>
      <source>mean {mean}, n = {n}</source>
      <translation>平均差 {mean}，n = {n}</translation>
    </message>
    <message>
      <source>No agreed marks here yet</source>
      <translation>商定评级尚未收到</translation>
    </message>
    <message>
      <source>Hidden until your sheet is locked</source>
      <translation>锁定评分表后才显示</translation>
    </message>
    <message>
      <source>They come with the next case package of this round, once a panel has agreed.</source>
      <translation>评价组商定之后，随本轮次的下一个案卷包一并到达。</translation>
    </message>
    <message>
      <source>Mark the dossier and lock your sheet as in a live round; then you see both side by side.</source>
      <translation>请像正式评价一样评分并锁定评分表；随后并列显示两者。</translation>
    </message>
    <message>
      <source>n = {n}: {exact} the same, {adjacent} up to one level apart, {further} further; mean {mean}</source>
      <translation>n = {n}：相同 {exact} 项，相差一级以内 {adjacent} 项，相差更多 {further} 项；平均差 {mean}</translation>
    </message>
    <message>
      <source>A sheet was opened again after it had been locked: its marks may know the agreed ones.</source>
      <translation>有评分表在锁定后重新打开过：其评分可能受商定评级影响。</translation>
    </message>
    <message>
      <source>Indicator</source>
      <translation>指标</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>方法</translation>
    </message>
    <message>
      <source>Own</source>
      <translation>本人</translation>
    </message>
    <message>
      <source>Agreed</source>
      <translation>商定</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>差值</translation>
    </message>
    <message>
      <source>Why it was agreed</source>
      <translation>商定理由</translation>
    </message>
    <message>
      <source>the same</source>
      <translation>相同</translation>
    </message>
  </context>
  <context>
    <name>CallBox</name>
    <message>
      <source>Further assessor</source>
      <translation>增请评委</translation>
    </message>
    <message>
      <source>Call in a further assessor...</source>
      <translation>增请评委...</translation>
    </message>
    <message>
      <source>They mark the case without seeing what others gave, and count by the scheme's rule.</source>
      <translation>增请的评委看不到其他人的评分，独立评分后按方案规则一并计入。</translation>
    </message>
    <message>
      <source>Why a further assessor is called in</source>
      <translation>增请理由</translation>
    </message>
    <message>
      <source>Passphrase of your identity</source>
      <translation>身份口令</translation>
    </message>
    <message>
      <source>Write their package...</source>
      <translation>写出案卷包...</translation>
    </message>
    <message>
      <source>{name} was called in: {methods}. {reason}</source>
      <translation>已增请{name}：{methods}。{reason}</translation>
    </message>
    <message>
      <source>Take back...</source>
      <translation>撤回...</translation>
    </message>
    <message>
      <source>Why it is taken back; Enter takes it back</source>
      <translation>撤回理由，按回车撤回</translation>
    </message>
    <message>
      <source>Write again...</source>
      <translation>重新写出...</translation>
    </message>
    <message>
      <source>Passphrase of your identity; Enter writes the package</source>
      <translation>身份口令，按回车写出</translation>
    </message>
  </context>
  <context>
    <name>CandidatesView</name>
    <message>
      <source>Square, circle, triangle, diamond, pentagon: the aspects in order. Hollow: under its cut, the dashed line.</source>
      <translation>方、圆、三角、菱、五边形依次为各方面；空心表示低于分数线（虚线）。</translation>
    </message>
    <message>
      <source>{aspect} {met} of {all}</source>
      <translation>{aspect} {all} 项中 {met} 项达标</translation>
    </message>
    <message>
      <source>not complete</source>
      <translation>不完整</translation>
    </message>
  </context>
  <context>
    <name>CaseTable</name>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>Grade</source>
      <translation>等级</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>专业</translation>
    </message>
    <message>
      <source>Methods</source>
      <translation>方式</translation>
    </message>
    <message>
      <source>To do</source>
      <translation>要做的</translation>
    </message>
    <message>
      <source>Declare</source>
      <translation>声明</translation>
    </message>
    <message>
      <source>declare before the papers open</source>
      <translation>声明之后才能打开材料</translation>
    </message>
    <message>
      <source>recused; somebody else assesses</source>
      <translation>已回避，由他人评价</translation>
    </message>
    <message>
      <source>all signed</source>
      <translation>全部已签</translation>
    </message>
    <message>
      <source>everything to do</source>
      <translation>全部待评</translation>
    </message>
    <message>
      <source>{methods} to do</source>
      <translation>待评：{methods}</translation>
    </message>
  </context>
  <context>
    <name>CommentField</name>
    <message>
      <source>Comment</source>
      <translation>评语</translation>
    </message>
    <message numerus="yes">
      <source>%n character(s)</source>
      <translation>
        <numerusform>%n 字</numerusform>
      </translation>
    </message>
    <message>
      <source>Saved {time}</source>
      <translation>已存 {time}</translation>
    </message>
  </context>
  <context>
    <name>ConcludePage</name>
    <message>
      <source>up, down</source>
      <translation>上下项</translation>
    </message>
    <message>
      <source>take in or leave out</source>
      <translation>列入或不列入</translation>
    </message>
    <message>
      <source>look at the case</source>
      <translation>看本案</translation>
    </message>
    <message>
      <source>sign</source>
      <translation>签名</translation>
    </message>
    <message>
      <source>next pane</source>
      <translation>换栏</translation>
    </message>
    <message>
      <source>Making the result package</source>
      <translation>正在制作结果包</translation>
    </message>
    <message>
      <source>Minutes of the panel</source>
      <translation>小组会议纪要</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>地点</translation>
    </message>
    <message>
      <source>Present</source>
      <translation>到会</translation>
    </message>
    <message>
      <source>Remarks</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>travels in the minutes</source>
      <translation>写入纪要</translation>
    </message>
    <message>
      <source>Sealed for</source>
      <translation>加密给</translation>
    </message>
    <message>
      <source>Language of the documents</source>
      <translation>文件语言</translation>
    </message>
    <message>
      <source>Passphrase of your identity</source>
      <translation>身份口令</translation>
    </message>
    <message>
      <source>Signed before</source>
      <translation>已签发</translation>
    </message>
    <message>
      <source>Look at the case</source>
      <translation>看本案</translation>
    </message>
    <message>
      <source>Cases to sign</source>
      <translation>待签案卷</translation>
    </message>
    <message>
      <source>Chinese and English</source>
      <translation>中文和英文</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>中文</translation>
    </message>
    <message>
      <source>English</source>
      <translation>英文</translation>
    </message>
    <message>
      <source>Nothing to sign yet</source>
      <translation>还没有可签发的结果</translation>
    </message>
    <message>
      <source>Once the members' packages are taken in and the panel has recommended, the result is signed here.</source>
      <translation>接收评分包、小组作出建议之后，在这里签发结果。</translation>
    </message>
    <message>
      <source>Consolidate</source>
      <translation>去合议</translation>
    </message>
    <message>
      <source>Sign the result</source>
      <translation>签发结果</translation>
    </message>
    <message>
      <source>Your own sheet of this case is still open.</source>
      <translation>您本人对本案的评分尚未锁定。</translation>
    </message>
    <message>
      <source>{given} of {all}</source>
      <translation>{given} / {all}</translation>
    </message>
    <message numerus="yes">
      <source>%n dissent(s)</source>
      <translation>
        <numerusform>%n 人不同意</numerusform>
      </translation>
    </message>
    <message>
      <source>Departs from the rule: {reason}</source>
      <translation>偏离规则：{reason}</translation>
    </message>
    <message>
      <source>Nothing stands in the way.</source>
      <translation>可以签发。</translation>
    </message>
    <message>
      <source>Where to write the package</source>
      <translation>包写到哪里</translation>
    </message>
    <message>
      <source>The result package is signed and sealed.</source>
      <translation>结果包已签名并加密。</translation>
    </message>
    <message numerus="yes">
      <source>Sign %n case(s)...</source>
      <translation>
        <numerusform>签发 %n 个案卷...</numerusform>
      </translation>
    </message>
    <message>
      <source>No case is ready</source>
      <translation>没有可签发的案卷</translation>
    </message>
    <message>
      <source>{chosen} of {all} cases go into the package</source>
      <translation>{all} 个案卷中有 {chosen} 个列入</translation>
    </message>
  </context>
  <context>
    <name>ConcludeTable</name>
    <message>
      <source>No.</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>Candidate</source>
      <translation>申请人</translation>
    </message>
    <message>
      <source>Grade</source>
      <translation>等级</translation>
    </message>
    <message>
      <source>By the rule</source>
      <translation>按规则</translation>
    </message>
    <message>
      <source>The panel</source>
      <translation>小组建议</translation>
    </message>
    <message>
      <source>Votes</source>
      <translation>表决</translation>
    </message>
    <message>
      <source>Standing</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>in the package</source>
      <translation>列入</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>不列入</translation>
    </message>
    <message>
      <source>not ready</source>
      <translation>未齐备</translation>
    </message>
    <message>
      <source>signed before</source>
      <translation>已签发</translation>
    </message>
    <message>
      <source>ready</source>
      <translation>可签发</translation>
    </message>
  </context>
  <context>
    <name>ConfidenceLine</name>
    <message>
      <source>How sure of {aspect}</source>
      <translation>对 {aspect} 的把握</translation>
    </message>
    <message>
      <source>–</source>
      <translation>–</translation>
    </message>
    <message>
      <source>sure</source>
      <translation>有把握</translation>
    </message>
    <message>
      <source>unsure</source>
      <translation>没把握</translation>
    </message>
    <message>
      <source>not my field</source>
      <translation>非本专业</translation>
    </message>
  </context>
  <context>
    <name>ConsolidatePage</name>
    <message>
      <source>indicator</source>
      <translation>指标</translation>
    </message>
    <message>
      <source>agreed level</source>
      <translation>商定等级</translation>
    </message>
    <message>
      <source>recommendation</source>
      <translation>建议</translation>
    </message>
    <message>
      <source>evidence</source>
      <translation>看证据</translation>
    </message>
    <message>
      <source>return to author</source>
      <translation>退回评委</translation>
    </message>
    <message>
      <source>next difference</source>
      <translation>下一处分歧</translation>
    </message>
    <message>
      <source>next case</source>
      <translation>下一位</translation>
    </message>
    <message>
      <source>Candidates</source>
      <translation>申请人</translation>
    </message>
    <message>
      <source>Next difference</source>
      <translation>下一处分歧</translation>
    </message>
    <message>
      <source>Private note of the chair</source>
      <translation>组长私人笔记</translation>
    </message>
    <message>
      <source>Stays on this computer; it enters no package and no document.</source>
      <translation>只留在本机，不进入任何数据包或文件。</translation>
    </message>
    <message>
      <source>Write all to a file...</source>
      <translation>全部存为文件...</translation>
    </message>
    <message>
      <source>Marks by indicator and assessor</source>
      <translation>各指标、各评委的评分</translation>
    </message>
    <message>
      <source>No score package has been taken in</source>
      <translation>尚未接收评分包</translation>
    </message>
    <message>
      <source>Take the members' packages in first; then their marks stand here side by side.</source>
      <translation>请先接收各位评委的评分包，评分随后在这里并排显示。</translation>
    </message>
    <message>
      <source>Take in score packages</source>
      <translation>接收评分包</translation>
    </message>
    <message>
      <source>Matrix</source>
      <translation>矩阵</translation>
    </message>
    <message>
      <source>Flags {count}</source>
      <translation>分歧 {count}</translation>
    </message>
    <message>
      <source>Papers</source>
      <translation>材料</translation>
    </message>
    <message>
      <source>Looking how close it is</source>
      <translation>正在试算临界情况</translation>
    </message>
    <message>
      <source>agreed level of {code}</source>
      <translation>{code} 的商定等级</translation>
    </message>
    <message>
      <source>taken back</source>
      <translation>撤回</translation>
    </message>
    <message>
      <source>Your private notes are written.</source>
      <translation>私人笔记已存为文件。</translation>
    </message>
    <message>
      <source>Where to write your notes</source>
      <translation>笔记存放位置</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>文本</translation>
    </message>
    <message>
      <source>Writing what goes back</source>
      <translation>正在写出退回文件</translation>
    </message>
    <message>
      <source>Written; hand each author their file.</source>
      <translation>已写出，请把文件分别交给各位评委。</translation>
    </message>
    <message>
      <source>Folder for what goes back</source>
      <translation>退回文件存放的文件夹</translation>
    </message>
    <message>
      <source>Writing the package of the further assessor</source>
      <translation>正在写出增请评委的案卷包</translation>
    </message>
    <message>
      <source>Written; hand it to the further assessor.</source>
      <translation>已写出，请交给增请的评委。</translation>
    </message>
    <message>
      <source>Folder for the package</source>
      <translation>案卷包存放的文件夹</translation>
    </message>
  </context>
  <context>
    <name>ConsolidateSide</name>
    <message>
      <source>{name} (called in)</source>
      <translation>{name}（增请）</translation>
    </message>
  </context>
  <context>
    <name>ControlStrip</name>
    <message>
      <source>Total on the bag (typed apart)</source>
      <translation>袋面总分（另行录入）</translation>
    </message>
    <message>
      <source>Typed here</source>
      <translation>录入合计</translation>
    </message>
    <message>
      <source>{aspect}, total on the bag</source>
      <translation>{aspect}，袋面总分</translation>
    </message>
    <message>
      <source>agrees</source>
      <translation>相符</translation>
    </message>
    <message>
      <source>does not agree</source>
      <translation>不符</translation>
    </message>
    <message>
      <source>A total is a number, such as 823.5.</source>
      <translation>总分应为数字，例如 823.5。</translation>
    </message>
  </context>
  <context>
    <name>Coverage</name>
    <message>
      <source>not touched yet</source>
      <translation>未及</translation>
    </message>
    <message>
      <source>planned</source>
      <translation>已拟问</translation>
    </message>
    <message>
      <source>touched</source>
      <translation>已及</translation>
    </message>
    <message>
      <source>rated</source>
      <translation>已评级</translation>
    </message>
    <message>
      <source>{n} notes</source>
      <translation>{n} 条笔记</translation>
    </message>
    <message>
      <source>?</source>
      <translation>拟</translation>
    </message>
  </context>
  <context>
    <name>DeclarePage</name>
    <message>
      <source>up, down</source>
      <translation>上下项</translation>
    </message>
    <message>
      <source>tick a tie</source>
      <translation>勾选关系</translation>
    </message>
    <message>
      <source>declare</source>
      <translation>声明</translation>
    </message>
    <message>
      <source>Cases</source>
      <translation>案卷</translation>
    </message>
    <message>
      <source>Found in the papers</source>
      <translation>材料中发现</translation>
    </message>
    <message>
      <source>What ties you to the candidate</source>
      <translation>您与申请人的关系</translation>
    </message>
    <message>
      <source>Tick what applies; nothing ticked means no tie. Ties marked ◆ bar you from assessing: the case is then recused.</source>
      <translation>有则勾选，不勾选即声明没有关系。标 ◆ 的关系不得参评，勾选后即为回避。</translation>
    </message>
    <message>
      <source>In your own words</source>
      <translation>补充说明</translation>
    </message>
    <message>
      <source>Passphrase of your identity</source>
      <translation>身份口令</translation>
    </message>
    <message>
      <source>Interest and confidentiality</source>
      <translation>利益与保密声明</translation>
    </message>
    <message numerus="yes">
      <source>%n case(s) not declared yet</source>
      <translation>
        <numerusform>%n 件尚未声明</numerusform>
      </translation>
    </message>
    <message>
      <source>declared on every case</source>
      <translation>各案均已声明</translation>
    </message>
    <message>
      <source>no tie declared</source>
      <translation>已声明无关系</translation>
    </message>
    <message>
      <source>tie declared</source>
      <translation>已声明有关系</translation>
    </message>
    <message>
      <source>recused</source>
      <translation>已回避</translation>
    </message>
    <message numerus="yes">
      <source>%n suspected tie(s)</source>
      <translation>
        <numerusform>疑似关系 %n 项</numerusform>
      </translation>
    </message>
    <message>
      <source>not declared yet</source>
      <translation>尚未声明</translation>
    </message>
    <message>
      <source>{tie}: you {theirs}, the papers {candidates} ({where})</source>
      <translation>{tie}：您为{theirs}，材料中为{candidates}（{where}）</translation>
    </message>
    <message>
      <source>Nothing was found; you know best.</source>
      <translation>没有发现；以您所知为准。</translation>
    </message>
    <message>
      <source>Declaring again replaces it.</source>
      <translation>再次声明即取代。</translation>
    </message>
    <message>
      <source>Declaring</source>
      <translation>正在声明</translation>
    </message>
    <message>
      <source>Declare and recuse</source>
      <translation>声明并回避</translation>
    </message>
    <message>
      <source>Declare</source>
      <translation>声明</translation>
    </message>
    <message numerus="yes">
      <source>Declare no tie on all %n without a suspicion</source>
      <translation>
        <numerusform>对无疑似的 %n 件一并声明无关系</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>DerivationTree</name>
    <message>
      <source>Derivation</source>
      <translation>推演</translation>
    </message>
  </context>
  <context>
    <name>DesignView</name>
    <message>
      <source>Assessor</source>
      <translation>评委</translation>
    </message>
    <message>
      <source>Severity, logits</source>
      <translation>宽严（logit）</translation>
    </message>
    <message>
      <source>Infit</source>
      <translation>Infit</translation>
    </message>
    <message>
      <source>Outfit</source>
      <translation>Outfit</translation>
    </message>
    <message>
      <source>Marks</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>, </source>
      <translation>、</translation>
    </message>
    <message>
      <source>{n} cases that the same {k} assessors all marked.</source>
      <translation>由同样 {k} 名评委全部评过的 {n} 案。</translation>
    </message>
    <message>
      <source>{n}: {phi}</source>
      <translation>{n} 名 {phi}</translation>
    </message>
    <message>
      <source>No number of assessors shown here reaches phi {aim}.</source>
      <translation>这里列出的人数都达不到 Φ {aim}。</translation>
    </message>
    <message numerus="yes">
      <source>Phi {aim} would need %n assessor(s).</source>
      <translation>
        <numerusform>Φ 达到 {aim} 需要 %n 名评委。</numerusform>
      </translation>
    </message>
    <message>
      <source>A mark varies by: {shares}.</source>
      <translation>评分差异来自：{shares}。</translation>
    </message>
    <message>
      <source>Phi by number of assessors: {phis}.</source>
      <translation>按评委人数的 Φ：{phis}。</translation>
    </message>
  </context>
  <context>
    <name>DeskWindow</name>
    <message>
      <source>The second place for backups is not there: {folder}</source>
      <translation>备份的第二位置不在：{folder}</translation>
    </message>
    <message>
      <source>Put the stick in, or choose another place in the settings.</source>
      <translation>请插上移动盘，或在设置中另选位置。</translation>
    </message>
    <message>
      <source>Work is under way</source>
      <translation>还有工作在进行</translation>
    </message>
    <message>
      <source>“{title}” is not finished. Stop it and close?</source>
      <translation>“{title}”尚未完成。要停止并关闭吗？</translation>
    </message>
  </context>
  <context>
    <name>DistancePlot</name>
    <message>
      <source>mean {mean}, n = {n}</source>
      <translation>平均差 {mean}，n = {n}</translation>
    </message>
    <message>
      <source>stricter</source>
      <translation>偏严</translation>
    </message>
    <message>
      <source>more lenient</source>
      <translation>偏宽</translation>
    </message>
  </context>
  <context>
    <name>DocumentViewer</name>
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation>
        <numerusform>%n 份</numerusform>
      </translation>
    </message>
    <message>
      <source>Papers of this case</source>
      <translation>本案材料</translation>
    </message>
    <message>
      <source>Contents</source>
      <translation>目录</translation>
    </message>
    <message>
      <source>No papers in this case.</source>
      <translation>本案没有材料。</translation>
    </message>
    <message>
      <source>Opening…</source>
      <translation>正在打开……</translation>
    </message>
    <message>
      <source>{title}, page {page} of {pages}</source>
      <translation>{title}，第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
      <source>Reading view</source>
      <translation>阅读视图</translation>
    </message>
    <message>
      <source>{title}, page {page}</source>
      <translation>{title}，第 {page} 页</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Find in this document</source>
      <translation>在本文件中查找</translation>
    </message>
    <message>
      <source>Pin</source>
      <translation>钉为证据</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>记笔记</translation>
    </message>
    <message>
      <source>Open in the system program</source>
      <translation>用系统程序打开</translation>
    </message>
  </context>
  <context>
    <name>Dossier</name>
    <message>
      <source>Script {number}</source>
      <translation>答卷 {number}</translation>
    </message>
    <message>
      <source>Application</source>
      <translation>申请表</translation>
    </message>
    <message>
      <source>Form as filed</source>
      <translation>报名表原件</translation>
    </message>
    <message>
      <source>Personal information</source>
      <translation>个人信息</translation>
    </message>
    <message>
      <source>Education</source>
      <translation>教育经历</translation>
    </message>
    <message>
      <source>Career history</source>
      <translation>工作经历</translation>
    </message>
    <message>
      <source>Continuing professional development</source>
      <translation>继续教育</translation>
    </message>
    <message>
      <source>Personal description</source>
      <translation>个人描述</translation>
    </message>
    <message>
      <source>Referees</source>
      <translation>推荐人</translation>
    </message>
    <message>
      <source>Fully in English</source>
      <translation>可以全英文</translation>
    </message>
    <message>
      <source>With translation</source>
      <translation>需要翻译</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Grade applied for</source>
      <translation>申报等级</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>专业</translation>
    </message>
    <message>
      <source>Gender</source>
      <translation>性别</translation>
    </message>
    <message>
      <source>Job title</source>
      <translation>职务／职称</translation>
    </message>
    <message>
      <source>Expertise</source>
      <translation>所属行业</translation>
    </message>
    <message>
      <source>Company</source>
      <translation>工作单位</translation>
    </message>
    <message>
      <source>Company address</source>
      <translation>单位地址</translation>
    </message>
    <message>
      <source>English level</source>
      <translation>英文水平</translation>
    </message>
    <message>
      <source>English interview</source>
      <translation>全英文面试</translation>
    </message>
    <message>
      <source>Interpreter</source>
      <translation>翻译</translation>
    </message>
    <message>
      <source>Accredited</source>
      <translation>通过专业认证</translation>
    </message>
    <message>
      <source>Period</source>
      <translation>起止</translation>
    </message>
    <message>
      <source>Qualification</source>
      <translation>学历</translation>
    </message>
    <message>
      <source>Course</source>
      <translation>所学专业</translation>
    </message>
    <message>
      <source>School</source>
      <translation>毕业院校</translation>
    </message>
    <message>
      <source>Programme</source>
      <translation>专业认证</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>是</translation>
    </message>
    <message>
      <source>Position</source>
      <translation>工作职位</translation>
    </message>
    <message>
      <source>Responsibilities</source>
      <translation>工作职责</translation>
    </message>
    <message>
      <source>In charge</source>
      <translation>负责</translation>
    </message>
    <message>
      <source>Year</source>
      <translation>年度</translation>
    </message>
    <message>
      <source>Hours</source>
      <translation>学时</translation>
    </message>
    <message>
      <source>present</source>
      <translation>至今</translation>
    </message>
    <message>
      <source>Eligibility for {grade}</source>
      <translation>申报 {grade} 的资格条件</translation>
    </message>
    <message>
      <source>Condition</source>
      <translation>条件</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>理由</translation>
    </message>
    <message>
      <source>{fact}: {value}</source>
      <translation>{fact}：{value}</translation>
    </message>
    <message>
      <source>{years} y {months} m</source>
      <translation>{years} 年 {months} 个月</translation>
    </message>
  </context>
  <context>
    <name>Entrance</name>
    <message>
      <source>Preparing the sample...</source>
      <translation>正在准备样例...</translation>
    </message>
    <message>
      <source>A fictional round is played through with real signatures; this takes about a minute.</source>
      <translation>以真实的签名走完一个虚构的轮次，约需一分钟。</translation>
    </message>
    <message>
      <source>Assessor Desk</source>
      <translation>评价工作台</translation>
    </message>
    <message>
      <source>Competency assessment without a network</source>
      <translation>Assessor Desk</translation>
    </message>
    <message>
      <source>Begin with my identity file...</source>
      <translation>用身份文件开始...</translation>
    </message>
    <message>
      <source>Open a workspace...</source>
      <translation>打开工作区...</translation>
    </message>
    <message>
      <source>Look at the sample</source>
      <translation>看看样例</translation>
    </message>
    <message>
      <source>Restore a backup...</source>
      <translation>从备份恢复...</translation>
    </message>
    <message>
      <source>Opened lately</source>
      <translation>最近打开过</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>口令</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open to read only</source>
      <translation>只读打开</translation>
    </message>
    <message>
      <source>Back to where you left off, with every word</source>
      <translation>打开后回到上次停下的地方，每个字都在</translation>
    </message>
    <message>
      <source>Another person</source>
      <translation>换人</translation>
    </message>
    <message>
      <source>Forgot passphrase</source>
      <translation>忘记口令</translation>
    </message>
    <message>
      <source>Other workspace...</source>
      <translation>别的工作区...</translation>
    </message>
    <message>
      <source>Restore a backup</source>
      <translation>从备份恢复</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>返回</translation>
    </message>
    <message>
      <source>Passphrase of the identity</source>
      <translation>身份口令</translation>
    </message>
    <message>
      <source>Use</source>
      <translation>用途</translation>
    </message>
    <message>
      <source>Where the workspace is kept</source>
      <translation>工作区存放位置</translation>
    </message>
    <message>
      <source>Make the workspace</source>
      <translation>建立工作区</translation>
    </message>
    <message>
      <source>Live</source>
      <translation>正式</translation>
    </message>
    <message>
      <source>Rehearsal</source>
      <translation>演练</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>随系统</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>A new workspace</source>
      <translation>新建工作区</translation>
    </message>
    <message>
      <source>The society gave you an identity file (.p12), its passphrase, and a trust list.</source>
      <translation>秘书处发给您身份文件（.p12）、口令和信任名单。</translation>
    </message>
    <message>
      <source>Choose the identity file...</source>
      <translation>选择身份文件...</translation>
    </message>
    <message>
      <source>Choose the trust list...</source>
      <translation>选择信任名单...</translation>
    </message>
    <message>
      <source>Passphrase forgotten</source>
      <translation>忘记口令</translation>
    </message>
    <message>
      <source>Two officers of the society open {name} together; neither can alone.</source>
      <translation>由两位学会工作人员一同打开 {name}，缺一不可。</translation>
    </message>
    <message>
      <source>Choose by the date. Every copy was tried through when it was made.</source>
      <translation>请按日期选择。每份备份在生成时都核对过。</translation>
    </message>
    <message>
      <source>Assess engineers' competency without a network; everything stays in your own encrypted workspace.</source>
      <translation>不用网络评价工程能力，全部内容只在您自己的加密工作区里。</translation>
    </message>
    <message>
      <source>last verified backup {time}</source>
      <translation>最近一次备份 {time}，核对无误</translation>
    </message>
    <message numerus="yes">
      <source>Wrong passphrase, %n time(s) so far.</source>
      <translation>
        <numerusform>口令不对，已试 %n 次。</numerusform>
      </translation>
    </message>
    <message>
      <source>As often as you like; the workspace is unchanged.</source>
      <translation>次数不限，工作区没有变动。</translation>
    </message>
    <message>
      <source>Forgotten?</source>
      <translation>忘记了？</translation>
    </message>
    <message>
      <source>Identity file</source>
      <translation>身份文件</translation>
    </message>
    <message>
      <source>Identities</source>
      <translation>身份文件</translation>
    </message>
    <message>
      <source>Trust list</source>
      <translation>信任名单</translation>
    </message>
    <message>
      <source>Trust lists</source>
      <translation>信任名单</translation>
    </message>
    <message>
      <source>Open a workspace</source>
      <translation>打开工作区</translation>
    </message>
    <message>
      <source>Workspaces</source>
      <translation>工作区</translation>
    </message>
    <message>
      <source>Caps Lock is on</source>
      <translation>大写锁定已打开</translation>
    </message>
  </context>
  <context>
    <name>EvidencePanel</name>
    <message>
      <source>not sought</source>
      <translation>未考察</translation>
    </message>
    <message>
      <source>level {level}</source>
      <translation>{level} 级</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>记录</translation>
    </message>
    <message>
      <source>Back to the outcome</source>
      <translation>回到结论</translation>
    </message>
    <message>
      <source>{level}, not counted</source>
      <translation>{level}，不计入</translation>
    </message>
    <message>
      <source>Confidence in {aspect}: {confidence}</source>
      <translation>对 {aspect} 的把握：{confidence}</translation>
    </message>
    <message>
      <source>Pins</source>
      <translation>证据</translation>
    </message>
    <message>
      <source>Application</source>
      <translation>申请表</translation>
    </message>
    <message>
      <source>{paper} p. {page}</source>
      <translation>{paper} p.{page}</translation>
    </message>
  </context>
  <context>
    <name>FiguresView</name>
    <message>
      <source>Over</source>
      <translation>范围</translation>
    </message>
    <message>
      <source>Marks</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>Pairs</source>
      <translation>对数</translation>
    </message>
    <message>
      <source>Exact</source>
      <translation>完全一致</translation>
    </message>
    <message>
      <source>Within one</source>
      <translation>相差不过一级</translation>
    </message>
    <message>
      <source>Kappa, weighted</source>
      <translation>加权 κ</translation>
    </message>
    <message>
      <source>Alpha, ordinal</source>
      <translation>α（顺序）</translation>
    </message>
    <message>
      <source>Intervals are 95 % and over cases. Kappa has quadratic weights, all pairs of assessors pooled.</source>
      <translation>区间为 95%，以案卷为单位。κ 用平方权重，合并所有评委对。</translation>
    </message>
    <message>
      <source>Agreement</source>
      <translation>一致性</translation>
    </message>
    <message>
      <source>All marks</source>
      <translation>全部评分</translation>
    </message>
    <message>
      <source>Alpha</source>
      <translation>α</translation>
    </message>
    <message>
      <source>n = {n}</source>
      <translation>n = {n}</translation>
    </message>
  </context>
  <context>
    <name>FileFilter</name>
    <message>
      <source>All files</source>
      <translation>所有文件</translation>
    </message>
  </context>
  <context>
    <name>FindBar</name>
    <message>
      <source>Previous hit</source>
      <translation>上一处</translation>
    </message>
    <message>
      <source>Next hit</source>
      <translation>下一处</translation>
    </message>
    <message>
      <source>Close the search</source>
      <translation>关闭查找</translation>
    </message>
    <message>
      <source>Find in this document</source>
      <translation>在本文件中查找</translation>
    </message>
    <message>
      <source>searching, page {looked} of {pages}</source>
      <translation>查找中，已查 {looked} / {pages} 页</translation>
    </message>
    <message>
      <source>not found</source>
      <translation>未找到</translation>
    </message>
    <message>
      <source>{number} of {count} so far</source>
      <translation>第 {number} 处，已找到 {count} 处</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>第 {number} 处，共 {count} 处</translation>
    </message>
  </context>
  <context>
    <name>FindPanel</name>
    <message>
      <source>Application</source>
      <translation>申请表</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>材料</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>笔记</translation>
    </message>
    <message>
      <source>Comment</source>
      <translation>评语</translation>
    </message>
    <message>
      <source>Name, pinyin, number, or words in papers, forms, notes and comments</source>
      <translation>姓名、拼音、编号，或材料、申请表、笔记、评语中的词</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>查找</translation>
    </message>
    <message>
      <source>Found</source>
      <translation>找到</translation>
    </message>
    <message>
      <source>Nothing found.</source>
      <translation>没有找到。</translation>
    </message>
    <message>
      <source>Type to find; Enter goes there.</source>
      <translation>输入要找的内容，按 Enter 前往。</translation>
    </message>
    <message>
      <source>{paper}, page {page}</source>
      <translation>{paper} 第 {page} 页</translation>
    </message>
  </context>
  <context>
    <name>FlagList</name>
    <message>
      <source>total</source>
      <translation>总分</translation>
    </message>
    <message>
      <source>Within the margin of a cut: {subjects}.</source>
      <translation>处于临界范围：{subjects}。</translation>
    </message>
    <message>
      <source>{code} {method}, {who}: {level} to {other} gives {outcome}</source>
      <translation>{code} {method}，{who}：由 {level} 改为 {other}，结论为{outcome}</translation>
    </message>
    <message>
      <source>agreed level</source>
      <translation>商定等级</translation>
    </message>
    <message>
      <source>How close it is</source>
      <translation>临界情况</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>另有 %n 项</numerusform>
      </translation>
    </message>
    <message>
      <source>Every mark is being tried one level up and one level down...</source>
      <translation>正在逐个试算：每个等级上调或下调一级……</translation>
    </message>
    <message numerus="yes">
      <source>%n single mark(s), moved by one level, would turn the outcome:</source>
      <translation>
        <numerusform>只要改动下列 %n 个等级中的任一个，结论就会改变：</numerusform>
      </translation>
    </message>
    <message>
      <source>No single mark, moved by one level, turns the outcome.</source>
      <translation>任何一个等级上调或下调一级，结论都不变。</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>查看</translation>
    </message>
    <message>
      <source>Nothing differs that the panel would have to talk through.</source>
      <translation>没有需要小组讨论的分歧。</translation>
    </message>
    <message>
      <source>Talked through; it stands because</source>
      <translation>已讨论；维持的理由</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>理由</translation>
    </message>
    <message>
      <source>Settled</source>
      <translation>已议定</translation>
    </message>
    <message>
      <source>Agree a level</source>
      <translation>商定等级</translation>
    </message>
    <message>
      <source>settled</source>
      <translation>已议定</translation>
    </message>
  </context>
  <context>
    <name>FlowView</name>
    <message>
      <source>[A drawing that cannot be shown here; open the paper in the system program to see it]</source>
      <translation>［此处有一幅图，这里无法显示；请用系统程序打开原件查看］</translation>
    </message>
  </context>
  <context>
    <name>FoundPanel</name>
    <message numerus="yes">
      <source>%n place(s) in all papers of this case</source>
      <translation>
        <numerusform>本案卷全部材料中共 %n 处</numerusform>
      </translation>
    </message>
    <message>
      <source>Not in any paper of this case.</source>
      <translation>本案卷的材料中没有找到。</translation>
    </message>
    <message numerus="yes">
      <source>%n paper(s) not read in yet.</source>
      <translation>
        <numerusform>还有 %n 份材料尚未读入。</numerusform>
      </translation>
    </message>
    <message>
      <source>Found in all papers</source>
      <translation>全部材料中的查找结果</translation>
    </message>
  </context>
  <context>
    <name>Gaps</name>
    <message>
      <source>{subject} has no level</source>
      <translation>{subject} 未评级</translation>
    </message>
    <message>
      <source>{subject}: the level is not on the scale</source>
      <translation>{subject} 的等级不在量表内</translation>
    </message>
    <message>
      <source>{subject} has no comment</source>
      <translation>{subject} 没有评语</translation>
    </message>
    <message>
      <source>{subject}: the comment would fit anybody; say on what it rests</source>
      <translation>{subject} 的评语放在谁身上都成立，请写出依据</translation>
    </message>
    <message>
      <source>{subject}: the same comment stands elsewhere</source>
      <translation>{subject} 的评语与别处相同</translation>
    </message>
    <message>
      <source>{subject}: the comment is very short</source>
      <translation>{subject} 的评语很短</translation>
    </message>
    <message>
      <source>{subject} is non-compensable and was not sought</source>
      <translation>{subject} 不可补偿，却未考察</translation>
    </message>
    <message>
      <source>{subject}: fewer than half of its indicators are rated</source>
      <translation>{subject} 已评指标不足一半</translation>
    </message>
    <message>
      <source>The overall judgement is missing</source>
      <translation>缺总体判断</translation>
    </message>
    <message>
      <source>The overall judgement is not one of the scheme's</source>
      <translation>总体判断不在方案所列之内</translation>
    </message>
    <message>
      <source>{subject} has no percentage</source>
      <translation>{subject} 没有百分比</translation>
    </message>
    <message>
      <source>{subject}: the percentage is not between 0 and 100</source>
      <translation>{subject} 的百分比不在 0 至 100 之间</translation>
    </message>
    <message>
      <source>Question {subject} has no points</source>
      <translation>题目 {subject} 没有分数</translation>
    </message>
    <message>
      <source>{subject}: the percentage is not what the points come to</source>
      <translation>{subject}：百分比与各题得分不符</translation>
    </message>
    <message>
      <source>The reason is missing</source>
      <translation>缺理由</translation>
    </message>
  </context>
  <context>
    <name>Handed</name>
    <message>
      <source>no receipt yet</source>
      <translation>尚无回执</translation>
    </message>
    <message>
      <source>receipt came</source>
      <translation>已收到回执</translation>
    </message>
    <message>
      <source>not taken in</source>
      <translation>未接收</translation>
    </message>
    <message>
      <source>replaced by a newer one</source>
      <translation>已由新包取代</translation>
    </message>
  </context>
  <context>
    <name>HeatMap</name>
    <message>
      <source>too few</source>
      <translation>太少</translation>
    </message>
    <message>
      <source>{one} and {other}: {value}, n = {n}</source>
      <translation>{one}与{other}：{value}，n = {n}</translation>
    </message>
  </context>
  <context>
    <name>HelpPage</name>
    <message>
      <source>up, down</source>
      <translation>上下项</translation>
    </message>
    <message>
      <source>back to the work</source>
      <translation>回到工作</translation>
    </message>
    <message>
      <source>next pane</source>
      <translation>换栏</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>帮助</translation>
    </message>
    <message>
      <source>what each page is for, and every key</source>
      <translation>各页用途与全部快捷键</translation>
    </message>
    <message>
      <source>Back to the work</source>
      <translation>回到工作</translation>
    </message>
    <message>
      <source>Contents</source>
      <translation>目录</translation>
    </message>
    <message>
      <source>All keys</source>
      <translation>全部按键</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>各处通用</translation>
    </message>
    <message>
      <source>the pages of the rail</source>
      <translation>左侧各页</translation>
    </message>
    <message>
      <source>find in cases, papers, notes and comments</source>
      <translation>查找案卷、材料、笔记和评语</translation>
    </message>
    <message>
      <source>next pane; with Shift the one before</source>
      <translation>下一栏，加 Shift 为上一栏</translation>
    </message>
    <message>
      <source>undo a mark, comment, pin or note</source>
      <translation>撤销评级、评语、证据或笔记</translation>
    </message>
    <message>
      <source>redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>lock the screen</source>
      <translation>锁定屏幕</translation>
    </message>
    <message>
      <source>fold a message, or go back</source>
      <translation>收起提示，或返回</translation>
    </message>
    <message>
      <source>help on the page in hand, beside it</source>
      <translation>在旁显示本页帮助</translation>
    </message>
    <message>
      <source>be shown round the window</source>
      <translation>带我看一遍窗口</translation>
    </message>
    <message>
      <source>Scoring</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>level of the open indicator</source>
      <translation>给当前指标评级</translation>
    </message>
    <message>
      <source>not sought</source>
      <translation>未考察</translation>
    </message>
    <message>
      <source>take the level away</source>
      <translation>取消评级</translation>
    </message>
    <message>
      <source>the indicator above or below</source>
      <translation>上一项、下一项</translation>
    </message>
    <message>
      <source>comment; Tab or Ctrl+Enter leaves it</source>
      <translation>评语，Tab 或 Ctrl+Enter 离开</translation>
    </message>
    <message>
      <source>pin the selection or page to the open indicator</source>
      <translation>把选中处或本页钉到当前指标</translation>
    </message>
    <message>
      <source>remove the pin or note that has the keyboard</source>
      <translation>删除焦点所在的证据或笔记</translation>
    </message>
    <message>
      <source>note beside the paper</source>
      <translation>在材料旁记笔记</translation>
    </message>
    <message>
      <source>next case; Ctrl+Up the one before</source>
      <translation>下一位，Ctrl+↑ 为上一位</translation>
    </message>
    <message>
      <source>lock and sign</source>
      <translation>锁定并签名</translation>
    </message>
    <message>
      <source>Interview</source>
      <translation>面试</translation>
    </message>
    <message>
      <source>take the note down</source>
      <translation>记下笔记</translation>
    </message>
    <message>
      <source>remark, question, answer</source>
      <translation>评、问、答</translation>
    </message>
    <message>
      <source>other indicator</source>
      <translation>换指标</translation>
    </message>
    <message>
      <source>level of the indicator in hand</source>
      <translation>当前指标的等级</translation>
    </message>
    <message>
      <source>put the next question</source>
      <translation>提出下一问</translation>
    </message>
    <message>
      <source>next phase</source>
      <translation>下一阶段</translation>
    </message>
    <message>
      <source>tie the note to the indicator in hand</source>
      <translation>把笔记归到当前指标</translation>
    </message>
    <message>
      <source>fold the sides</source>
      <translation>收起两侧</translation>
    </message>
    <message>
      <source>Papers</source>
      <translation>材料</translation>
    </message>
    <message>
      <source>paper by its place among the tabs</source>
      <translation>按标签次序打开材料</translation>
    </message>
    <message>
      <source>scroll, while the keyboard stays with the marks</source>
      <translation>翻动材料，键盘仍在评分表</translation>
    </message>
    <message>
      <source>next page of the paper</source>
      <translation>材料下一页</translation>
    </message>
    <message>
      <source>find in this paper</source>
      <translation>在本份材料中查找</translation>
    </message>
    <message>
      <source>next hit; with Shift the one before</source>
      <translation>下一处，加 Shift 为上一处</translation>
    </message>
    <message>
      <source>larger; - smaller</source>
      <translation>放大，按 - 缩小</translation>
    </message>
    <message>
      <source>as wide as the pane</source>
      <translation>适合栏宽</translation>
    </message>
    <message>
      <source>turn the page</source>
      <translation>旋转</translation>
    </message>
    <message>
      <source>Lists</source>
      <translation>列表</translation>
    </message>
    <message>
      <source>filter</source>
      <translation>筛选</translation>
    </message>
    <message>
      <source>open</source>
      <translation>未开始</translation>
    </message>
    <message>
      <source>declare</source>
      <translation>声明</translation>
    </message>
  </context>
  <context>
    <name>HelpPanel</name>
    <message>
      <source>back to the work</source>
      <translation>回到工作</translation>
    </message>
    <message>
      <source>fold the help away</source>
      <translation>收起帮助</translation>
    </message>
    <message>
      <source>Keys of this page</source>
      <translation>本页按键</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>帮助</translation>
    </message>
    <message>
      <source>Fold the help away</source>
      <translation>收起帮助</translation>
    </message>
    <message>
      <source>The whole guide</source>
      <translation>完整说明</translation>
    </message>
    <message>
      <source>Show me round</source>
      <translation>带我看一遍</translation>
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
    <name>IdentitiesPage</name>
    <message>
      <source>person</source>
      <translation>人员</translation>
    </message>
    <message>
      <source>to the acts</source>
      <translation>去办理</translation>
    </message>
    <message>
      <source>next pane</source>
      <translation>换栏</translation>
    </message>
    <message>
      <source>Issuing identities</source>
      <translation>正在签发身份</translation>
    </message>
    <message>
      <source>Revoking</source>
      <translation>正在吊销</translation>
    </message>
    <message>
      <source>Revoked; trust list {number} is in force here.</source>
      <translation>已吊销，本机启用第 {number} 版信任名单。</translation>
    </message>
    <message>
      <source>Hand the new trust list to everybody.</source>
      <translation>请把新的信任名单发给大家。</translation>
    </message>
    <message>
      <source>Renewing</source>
      <translation>正在续期</translation>
    </message>
    <message>
      <source>{name} is written.</source>
      <translation>{name} 已写出。</translation>
    </message>
    <message>
      <source>Hand it back; it is put in under Settings.</source>
      <translation>请交还本人，在“设置”里装入。</translation>
    </message>
    <message>
      <source>Making the recovery key</source>
      <translation>正在生成恢复密钥</translation>
    </message>
    <message>
      <source>Trust list written.</source>
      <translation>信任名单已写出。</translation>
    </message>
    <message>
      <source>, </source>
      <translation>、</translation>
    </message>
    <message>
      <source>The society's key</source>
      <translation>学会密钥</translation>
    </message>
    <message>
      <source>Needed to issue and to revoke. It is read for one act, stays on its stick, and never enters the workspace.</source>
      <translation>签发和吊销时要用。每次只读一下，平时留在专用 U 盘上，从不进入工作区。</translation>
    </message>
    <message>
      <source>Passphrase of the society's key</source>
      <translation>学会密钥的口令</translation>
    </message>
    <message>
      <source>Reason for revoking</source>
      <translation>吊销原因</translation>
    </message>
    <message>
      <source>Revoke</source>
      <translation>吊销</translation>
    </message>
    <message>
      <source>Renew by a request...</source>
      <translation>按续期申请发新证书...</translation>
    </message>
    <message>
      <source>Shown once and kept nowhere. Hand file and passphrase over by two ways, never together.</source>
      <translation>只显示这一次，不留存。文件和口令要分两路交给本人，不可一起交。</translation>
    </message>
    <message>
      <source>Print letters...</source>
      <translation>打印口令信...</translation>
    </message>
    <message>
      <source>PDF...</source>
      <translation>存为 PDF...</translation>
    </message>
    <message>
      <source>Put away</source>
      <translation>收起</translation>
    </message>
    <message>
      <source>Trust list</source>
      <translation>信任名单</translation>
    </message>
    <message>
      <source>Fingerprint of the society's certificate</source>
      <translation>学会证书的指纹</translation>
    </message>
    <message>
      <source>Write files...</source>
      <translation>写出文件...</translation>
    </message>
    <message>
      <source>Take a newer one...</source>
      <translation>导入新版...</translation>
    </message>
    <message>
      <source>People</source>
      <translation>人员</translation>
    </message>
    <message>
      <source>Identity</source>
      <translation>身份</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Roles</source>
      <translation>职务</translation>
    </message>
    <message>
      <source>Panel</source>
      <translation>小组</translation>
    </message>
    <message>
      <source>Until</source>
      <translation>有效至</translation>
    </message>
    <message>
      <source>Fingerprint</source>
      <translation>证书指纹</translation>
    </message>
    <message>
      <source>Identities</source>
      <translation>身份</translation>
    </message>
    <message numerus="yes">
      <source>%n people have none yet</source>
      <translation>
        <numerusform>%n 人还没有身份</numerusform>
      </translation>
    </message>
    <message>
      <source>Everybody has one</source>
      <translation>人人都有</translation>
    </message>
    <message>
      <source>Choose the society's key (.p12)...</source>
      <translation>选择学会密钥（.p12）...</translation>
    </message>
    <message numerus="yes">
      <source>%n new passphrase(s)</source>
      <translation>
        <numerusform>%n 个新口令</numerusform>
      </translation>
    </message>
    <message>
      <source>There is none; nobody's signature can be judged.</source>
      <translation>还没有信任名单，无法判断任何人的签名。</translation>
    </message>
    <message>
      <source>Number {number}, of {date}</source>
      <translation>第 {number} 版，{date}</translation>
    </message>
    <message numerus="yes">
      <source>%n identity(ies) revoked</source>
      <translation>
        <numerusform>已吊销 %n 个身份</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Issue %n identity(ies)...</source>
      <translation>
        <numerusform>签发 %n 个身份...</numerusform>
      </translation>
    </message>
    <message>
      <source>Issue anew...</source>
      <translation>重新签发...</translation>
    </message>
    <message>
      <source>Issue...</source>
      <translation>签发...</translation>
    </message>
    <message numerus="yes">
      <source>%n identity(ies) written.</source>
      <translation>
        <numerusform>已写出 %n 个身份文件。</numerusform>
      </translation>
    </message>
    <message>
      <source>Hand file and passphrase over by two ways.</source>
      <translation>文件和口令分两路交给本人。</translation>
    </message>
    <message>
      <source>Two shares are written: {names}.</source>
      <translation>两份恢复份额已写出：{names}。</translation>
    </message>
    <message>
      <source>Give each officer their own, and hand trust list {number} to everybody.</source>
      <translation>请分别交给两位保管人，并把第 {number} 版信任名单发给所有人。</translation>
    </message>
    <message>
      <source>Request for renewal</source>
      <translation>续期申请</translation>
    </message>
    <message>
      <source>Requests</source>
      <translation>续期申请</translation>
    </message>
    <message>
      <source>Where to write the certificate</source>
      <translation>证书写到哪里</translation>
    </message>
    <message>
      <source>Where to write the two shares</source>
      <translation>两份恢复份额写到哪里</translation>
    </message>
    <message>
      <source>Identity files</source>
      <translation>身份文件</translation>
    </message>
    <message>
      <source>Where to write the identity files</source>
      <translation>身份文件写到哪里</translation>
    </message>
    <message>
      <source>Where to write the trust list</source>
      <translation>信任名单写到哪里</translation>
    </message>
    <message>
      <source>Letters</source>
      <translation>口令信</translation>
    </message>
    <message>
      <source>Your identity for assessing is in the file {file}.</source>
      <translation>您的评价身份在文件 {file} 中。</translation>
    </message>
    <message>
      <source>Its passphrase:</source>
      <translation>口令：</translation>
    </message>
    <message>
      <source>Keep this sheet apart from the file. Whoever has both can sign in your name.</source>
      <translation>请将本页与文件分开保管。两样都在手的人可以用您的名义签名。</translation>
    </message>
    <message>
      <source>If either is lost, tell the office at once: the identity is then revoked.</source>
      <translation>任何一样遗失，请立即告知秘书处，以便吊销该身份。</translation>
    </message>
  </context>
  <context>
    <name>IndicatorRow</name>
    <message>
      <source>Evidence</source>
      <translation>证据</translation>
    </message>
    <message>
      <source>Add evidence</source>
      <translation>添加证据</translation>
    </message>
    <message>
      <source>Comment on {code}</source>
      <translation>{code} 的评语</translation>
    </message>
    <message>
      <source>Say on what it rests: which page, which answer, which note</source>
      <translation>写出依据：哪一页、哪一答、哪条笔记</translation>
    </message>
    <message>
      <source>Non-compensable: a panel level under {level} fails the case.</source>
      <translation>不可补偿项：小组等级若低于 {level}，本案不通过。</translation>
    </message>
  </context>
  <context>
    <name>Intake</name>
    <message>
      <source>valid</source>
      <translation>有效</translation>
    </message>
    <message>
      <source>unknown signer</source>
      <translation>签名人未知</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>不能接收</translation>
    </message>
    <message>
      <source>nothing new</source>
      <translation>没有新内容</translation>
    </message>
    <message>
      <source>taken in</source>
      <translation>已接收</translation>
    </message>
    <message>
      <source>Already in</source>
      <extracomment>What a refusal is called in the table, and its look.</extracomment>
      <translation>已接收</translation>
    </message>
    <message>
      <source>Same serial</source>
      <translation>编号重复</translation>
    </message>
    <message>
      <source>Superseded</source>
      <translation>已替代</translation>
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
      <source>Not a result</source>
      <translation>不是结果包</translation>
    </message>
    <message>
      <source>Other round</source>
      <translation>别的轮次</translation>
    </message>
    <message>
      <source>Other mode</source>
      <translation>用途不符</translation>
    </message>
    <message>
      <source>Other rules</source>
      <translation>方案不符</translation>
    </message>
    <message>
      <source>Wrong role</source>
      <translation>身份不符</translation>
    </message>
    <message>
      <source>Not the chair</source>
      <translation>不是组长</translation>
    </message>
    <message>
      <source>Other panel</source>
      <translation>小组不符</translation>
    </message>
    <message>
      <source>Clock differs</source>
      <translation>时钟不符</translation>
    </message>
    <message>
      <source>Differs</source>
      <translation>有分歧</translation>
    </message>
    <message>
      <source>Not for you</source>
      <translation>不是给您的</translation>
    </message>
    <message>
      <source>Not a package</source>
      <translation>不是签名包</translation>
    </message>
    <message>
      <source>Broken</source>
      <translation>已损坏</translation>
    </message>
    <message>
      <source>Altered</source>
      <translation>无效</translation>
    </message>
    <message>
      <source>Taken in</source>
      <translation>已接收</translation>
    </message>
    <message>
      <source>Waits</source>
      <translation>待核验</translation>
    </message>
    <message>
      <source>Refused</source>
      <translation>不能接收</translation>
    </message>
  </context>
  <context>
    <name>IntakePage</name>
    <message>
      <source>file</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>take in</source>
      <translation>接收</translation>
    </message>
    <message>
      <source>add files</source>
      <translation>添加文件</translation>
    </message>
    <message>
      <source>drop from the list</source>
      <translation>移出列表</translation>
    </message>
    <message>
      <source>next pane</source>
      <translation>换栏</translation>
    </message>
    <message>
      <source>Add files...</source>
      <translation>添加文件...</translation>
    </message>
    <message>
      <source>What was checked</source>
      <translation>核对了什么</translation>
    </message>
    <message>
      <source>Your passphrase</source>
      <translation>您的口令</translation>
    </message>
    <message>
      <source>The files are sealed for you; it opens them until you leave the page.</source>
      <translation>文件是为您加封的；离开本页后须重新输入。</translation>
    </message>
    <message>
      <source>Open and verify</source>
      <translation>打开并核验</translation>
    </message>
    <message>
      <source>Drop results here</source>
      <translation>把结果拖到这里</translation>
    </message>
    <message>
      <source>Files, a folder or a whole stick. Everything is verified first; nothing is taken in until you say so.</source>
      <translation>文件、文件夹或整个 U 盘都可以。先逐一核验，您确认之前不接收任何内容。</translation>
    </message>
    <message>
      <source>Nothing is taken in until you say so. Each package can later be taken out again.</source>
      <translation>您确认之前不接收任何内容；接收后的每个包都可以再移出。</translation>
    </message>
    <message>
      <source>What is safe</source>
      <translation>目前状况</translation>
    </message>
    <message>
      <source>What to do</source>
      <translation>怎么办</translation>
    </message>
    <message>
      <source>Copy details</source>
      <translation>复制详情</translation>
    </message>
    <message>
      <source>Off the list</source>
      <translation>移出列表</translation>
    </message>
    <message>
      <source>Take out</source>
      <translation>移出</translation>
    </message>
    <message>
      <source>Reason for taking it out</source>
      <translation>移出的原因</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>种类</translation>
    </message>
    <message>
      <source>Panel</source>
      <translation>小组</translation>
    </message>
    <message>
      <source>Signed by</source>
      <translation>签名人</translation>
    </message>
    <message>
      <source>Cases</source>
      <translation>案卷</translation>
    </message>
    <message>
      <source>Verdict</source>
      <translation>结论</translation>
    </message>
    <message>
      <source>Take in</source>
      <translation>接收</translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) wait to be verified</source>
      <translation>
        <numerusform>%n 个文件待核验</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Take in %n package(s)</source>
      <translation>
        <numerusform>接收 %n 个包</numerusform>
      </translation>
    </message>
    <message>
      <source>Taken in</source>
      <translation>已接收</translation>
    </message>
    <message>
      <source>Taken in and kept: {time}. Every outcome followed from the members' signed marks.</source>
      <translation>已接收并保存，制作于 {time}。各项结论均由成员签名的评分推得。</translation>
    </message>
    <message>
      <source>Waits</source>
      <translation>待核验</translation>
    </message>
    <message>
      <source>Not verified yet.</source>
      <translation>还没有核验。</translation>
    </message>
    <message>
      <source>No file in hand</source>
      <translation>没有选中文件</translation>
    </message>
    <message>
      <source>Choose a file to see its verdict, what was checked and what to do.</source>
      <translation>选一个文件，看它的结论、核对过什么、怎么办。</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Shown</source>
      <translation>所写</translation>
    </message>
    <message>
      <source>From the marks</source>
      <translation>应为</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>另有 %n 项</numerusform>
      </translation>
    </message>
    <message>
      <source>Verifying</source>
      <translation>正在核验</translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) can be taken in</source>
      <translation>
        <numerusform>%n 个文件可以接收</numerusform>
      </translation>
    </message>
    <message>
      <source>Taking in {name}</source>
      <translation>正在接收 {name}</translation>
    </message>
    <message>
      <source>Results to verify</source>
      <translation>待核验的结果</translation>
    </message>
    <message>
      <source>Signed packages</source>
      <translation>签名包</translation>
    </message>
    <message>
      <source>All signatures hold, and every outcome follows from the members' signed marks.</source>
      <translation>签名全部成立，各项结论均由成员签名的评分推得。</translation>
    </message>
    <message>
      <source>Nothing has entered the round yet.</source>
      <translation>还没有进入本轮次。</translation>
    </message>
    <message>
      <source>Take it in.</source>
      <translation>可以接收。</translation>
    </message>
  </context>
  <context>
    <name>InterviewPage</name>
    <message>
      <source>take down</source>
      <translation>记下</translation>
    </message>
    <message>
      <source>remark, question, answer</source>
      <translation>评、问、答</translation>
    </message>
    <message>
      <source>other indicator</source>
      <translation>换指标</translation>
    </message>
    <message>
      <source>level</source>
      <translation>评级</translation>
    </message>
    <message>
      <source>next question</source>
      <translation>下一问</translation>
    </message>
    <message>
      <source>next phase</source>
      <translation>下一阶段</translation>
    </message>
    <message>
      <source>fold the sides</source>
      <translation>收起两侧</translation>
    </message>
    <message>
      <source>Questions planned</source>
      <translation>提问计划</translation>
    </message>
    <message>
      <source>Notes of the interview</source>
      <translation>面试笔记</translation>
    </message>
    <message>
      <source>each with its time; signed with the sheet where tied to an indicator</source>
      <translation>时间取自本机；与指标相关的随评分表签名</translation>
    </message>
    <message>
      <source>No question planned</source>
      <translation>还没有拟好的问题</translation>
    </message>
    <message>
      <source>Write one below for the indicator in hand, or take over questions of earlier cases.</source>
      <translation>在下面为当前指标拟一问，或取用以往案卷的提问。</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>笔记</translation>
    </message>
    <message>
      <source>Write; Enter takes it down</source>
      <translation>在此书写，按 Enter 记下</translation>
    </message>
    <message>
      <source>Indicator of the note</source>
      <translation>笔记所属指标</translation>
    </message>
    <message>
      <source>A question on the indicator in hand</source>
      <translation>就当前指标拟一个问题</translation>
    </message>
    <message>
      <source>New question</source>
      <translation>新问题</translation>
    </message>
    <message>
      <source>Questions of earlier cases</source>
      <translation>以往案卷的提问</translation>
    </message>
    <message>
      <source>Add the question</source>
      <translation>加一问</translation>
    </message>
    <message>
      <source>Candidate</source>
      <translation>申请人</translation>
    </message>
    <message>
      <source>Next phase</source>
      <translation>下一阶段</translation>
    </message>
    <message>
      <source>No interview is due from you</source>
      <translation>您没有待面试的申请人</translation>
    </message>
    <message>
      <source>Interviews appear here with the cases.</source>
      <translation>接收案卷后，面试会列在这里。</translation>
    </message>
    <message>
      <source>Not declared yet</source>
      <translation>尚未声明</translation>
    </message>
    <message>
      <source>The interview opens once you have declared interest and confidentiality for this case.</source>
      <translation>就本案作出利益和保密声明后，才能进入面试。</translation>
    </message>
    <message>
      <source>Declare</source>
      <translation>声明</translation>
    </message>
    <message>
      <source>Recused</source>
      <translation>回避</translation>
    </message>
    <message>
      <source>You have recused yourself from this case.</source>
      <translation>您已对本案回避。</translation>
    </message>
    <message>
      <source>{done} / {all} asked</source>
      <translation>{done} / {all} 已问</translation>
    </message>
    <message>
      <source>asked</source>
      <translation>已问</translation>
    </message>
    <message>
      <source>not asked yet</source>
      <translation>未问</translation>
    </message>
    <message>
      <source>The room is taken by {name} at that time.</source>
      <translation>该时段此房间已安排给{name}。</translation>
    </message>
    <message>
      <source>You interview {name} at that time.</source>
      <translation>该时段您要面试{name}。</translation>
    </message>
    <message>
      <source>{phase}; {left} left in all</source>
      <translation>{phase}，全程还剩 {left}</translation>
    </message>
    <message>
      <source>Pause the clock</source>
      <translation>暂停计时</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>继续计时</translation>
    </message>
    <message>
      <source>Begin the interview</source>
      <translation>开始面试</translation>
    </message>
    <message>
      <source>The time for {phase} is over.</source>
      <translation>“{phase}”时间到。</translation>
    </message>
    <message>
      <source>note</source>
      <translation>笔记</translation>
    </message>
    <message>
      <source>changing the note of {time}</source>
      <translation>正在修改 {time} 的笔记</translation>
    </message>
    <message>
      <source>removal of a note</source>
      <translation>删除笔记</translation>
    </message>
    <message>
      <source>Remark</source>
      <translation>评</translation>
    </message>
    <message>
      <source>Question</source>
      <translation>问</translation>
    </message>
    <message>
      <source>Answer</source>
      <translation>答</translation>
    </message>
    <message>
      <source>Kind of the note: {kind}</source>
      <translation>笔记类型：{kind}</translation>
    </message>
    <message>
      <source>question</source>
      <translation>问题</translation>
    </message>
    <message>
      <source>No question was planned in another case yet</source>
      <translation>其他案卷还没有计划过提问</translation>
    </message>
    <message>
      <source>removal of a question</source>
      <translation>删除问题</translation>
    </message>
    <message>
      <source>{subject} of {number}</source>
      <translation>{number} 的 {subject}</translation>
    </message>
    <message>
      <source>who is there</source>
      <translation>在场情况</translation>
    </message>
    <message>
      <source>Write the day as 2026-11-21 and the time as 10:00.</source>
      <translation>日期请写成 2026-11-21，时间请写成 10:00。</translation>
    </message>
    <message>
      <source>session</source>
      <translation>面试安排</translation>
    </message>
  </context>
  <context>
    <name>InterviewSide</name>
    <message>
      <source>{done} / {all}</source>
      <translation>{done} / {all}</translation>
    </message>
    <message>
      <source>Panel: {names}</source>
      <translation>评委：{names}</translation>
    </message>
    <message>
      <source>, </source>
      <translation>、</translation>
    </message>
    <message>
      <source>checked {time}</source>
      <translation>{time} 核验</translation>
    </message>
    <message>
      <source>nobody</source>
      <translation>无</translation>
    </message>
    <message>
      <source>Indicators touched</source>
      <translation>指标覆盖</translation>
    </message>
    <message>
      <source>Who is there, when and where</source>
      <translation>在场、时间和地点</translation>
    </message>
    <message>
      <source>Not checked yet</source>
      <translation>尚未核验</translation>
    </message>
    <message>
      <source>Identity card checked</source>
      <translation>已核身份证</translation>
    </message>
    <message>
      <source>Passport checked</source>
      <translation>已核护照</translation>
    </message>
    <message>
      <source>Another paper checked</source>
      <translation>已核其他证件</translation>
    </message>
    <message>
      <source>Identity of the candidate</source>
      <translation>申请人身份</translation>
    </message>
    <message>
      <source>Interpreter</source>
      <translation>翻译</translation>
    </message>
    <message>
      <source>Observers</source>
      <translation>旁听人员</translation>
    </message>
    <message>
      <source>Day</source>
      <translation>日期</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>Room</source>
      <translation>房间</translation>
    </message>
    <message>
      <source>Minutes</source>
      <translation>分钟</translation>
    </message>
    <message>
      <source>Name (role); name (role)</source>
      <translation>姓名（身份）；姓名（身份）</translation>
    </message>
    <message>
      <source>Each scores alone before the panel talks</source>
      <translation>讨论前先各自评分</translation>
    </message>
    <message>
      <source>End the interview and score</source>
      <translation>结束面试，开始评分</translation>
    </message>
  </context>
  <context>
    <name>Keys</name>
    <message>
      <source>No identity</source>
      <translation>没有身份</translation>
    </message>
    <message>
      <source>In force</source>
      <translation>有效</translation>
    </message>
    <message>
      <source>Ends soon</source>
      <translation>即将到期</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>已过期</translation>
    </message>
    <message>
      <source>Revoked</source>
      <translation>已吊销</translation>
    </message>
    <message>
      <source>No reason given</source>
      <translation>不说明</translation>
    </message>
    <message>
      <source>Lost or in other hands</source>
      <translation>遗失或落入他人之手</translation>
    </message>
    <message>
      <source>Left, or changed role</source>
      <translation>离任或变更职务</translation>
    </message>
    <message>
      <source>A newer identity stands</source>
      <translation>已有新身份</translation>
    </message>
    <message>
      <source>No longer assesses</source>
      <translation>不再参加评价</translation>
    </message>
  </context>
  <context>
    <name>LevelPart</name>
    <message>
      <source>Not sought</source>
      <translation>未考察</translation>
    </message>
    <message>
      <source>No level yet</source>
      <translation>尚未评级</translation>
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
      <source>Help and keys</source>
      <translation>帮助与按键</translation>
    </message>
    <message>
      <source>Show me round</source>
      <translation>带我看一遍</translation>
    </message>
  </context>
  <context>
    <name>MarkHistory</name>
    <message>
      <source>History of {subject}</source>
      <translation>{subject} 的历史</translation>
    </message>
    <message>
      <source>Nothing was entered yet.</source>
      <translation>尚未录入任何内容。</translation>
    </message>
    <message>
      <source>{time}; {reason}</source>
      <translation>{time}，{reason}</translation>
    </message>
    <message>
      <source>Comment: {text}</source>
      <translation>评语：{text}</translation>
    </message>
    <message>
      <source>Comment taken away</source>
      <translation>删去评语</translation>
    </message>
    <message>
      <source>{old} → {new}</source>
      <translation>{old} → {new}</translation>
    </message>
    <message>
      <source>not sought</source>
      <translation>未考察</translation>
    </message>
    <message>
      <source>Level {old} → {new}</source>
      <translation>等级 {old} → {new}</translation>
    </message>
    <message>
      <source>Locked and signed, version {version}</source>
      <translation>锁定并签名，第 {version} 版</translation>
    </message>
    <message>
      <source>Reopened as version {version}</source>
      <translation>重新打开，成为第 {version} 版</translation>
    </message>
    <message>
      <source>Without marks from here on</source>
      <translation>自此不评分</translation>
    </message>
  </context>
  <context>
    <name>MatrixLegend</name>
    <message>
      <source>under the requirement</source>
      <translation>低于要求</translation>
    </message>
    <message>
      <source>lie apart</source>
      <translation>相差过大</translation>
    </message>
    <message>
      <source>too low</source>
      <translation>低于下限</translation>
    </message>
    <message>
      <source>non-compensable</source>
      <translation>不可补偿</translation>
    </message>
    <message>
      <source>returned</source>
      <translation>已退回</translation>
    </message>
    <message>
      <source>answered</source>
      <translation>已答复</translation>
    </message>
  </context>
  <context>
    <name>MatrixTable</name>
    <message>
      <source>{method}, must be passed</source>
      <translation>{method}，须通过</translation>
    </message>
    <message>
      <source>Indicator</source>
      <translation>指标</translation>
    </message>
    <message>
      <source>Panel</source>
      <translation>小组</translation>
    </message>
    <message>
      <source>Composite</source>
      <translation>合成</translation>
    </message>
    <message>
      <source>Percent</source>
      <translation>得分率</translation>
    </message>
    <message>
      <source>Agreed, why</source>
      <translation>商定理由</translation>
    </message>
    <message>
      <source>{code}, hidden until your own sheets are locked</source>
      <translation>{code}，本人评分锁定前不显示</translation>
    </message>
    <message>
      <source>{code}, {who}, no mark</source>
      <translation>{code}，{who}，无评分</translation>
    </message>
    <message>
      <source>{code}, {who}, not sought</source>
      <translation>{code}，{who}，未考察</translation>
    </message>
    <message>
      <source>{code}, {who}, level {level}</source>
      <translation>{code}，{who}，{level} 级</translation>
    </message>
    <message>
      <source>{said}, differs</source>
      <translation>{said}，有分歧</translation>
    </message>
    <message>
      <source>{said}, trainee, not counted</source>
      <translation>{said}，见习，不计入</translation>
    </message>
    <message>
      <source>{said}, returned and answered</source>
      <translation>{said}，已退回，评委已答复</translation>
    </message>
    <message>
      <source>{said}, returned to its author</source>
      <translation>{said}，已退回评委</translation>
    </message>
    <message>
      <source>{code}, waits for the reason</source>
      <translation>{code}，待填理由</translation>
    </message>
    <message>
      <source>{code}, agreed level {level}: {reason}</source>
      <translation>{code}，商定 {level} 级：{reason}</translation>
    </message>
    <message>
      <source>{code}, panel {level}</source>
      <translation>{code}，小组 {level}</translation>
    </message>
    <message>
      <source>{code}, composite {level}</source>
      <translation>{code}，合成 {level}</translation>
    </message>
    <message>
      <source>{said}, too low</source>
      <translation>{said}，过低</translation>
    </message>
    <message>
      <source>{reached} of {all}, needs {needed}</source>
      <translation>{all} 项中 {reached} 项，需 {needed} 项</translation>
    </message>
    <message>
      <source>not yet</source>
      <translation>未评</translation>
    </message>
    <message>
      <source>above</source>
      <translation>过线</translation>
    </message>
    <message>
      <source>below {floor}</source>
      <translation>低于 {floor}</translation>
    </message>
  </context>
  <context>
    <name>MatrixView</name>
    <message>
      <source>Marks</source>
      <translation>评分</translation>
    </message>
  </context>
  <context>
    <name>MemberSigning</name>
    <message numerus="yes">
      <source>%n case(s)</source>
      <translation>
        <numerusform>%n 件</numerusform>
      </translation>
    </message>
    <message>
      <source>Signing beside the chair</source>
      <translation>正在会签</translation>
    </message>
    <message>
      <source>Members sign beside the chair</source>
      <translation>成员会签</translation>
    </message>
    <message>
      <source>Each member with their own identity file. Who trained a candidate or recused cannot sign that result.</source>
      <translation>成员各用本人的身份文件签名。培训、指导过申请人或已回避的成员，不能会签该结果。</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>结果包</translation>
    </message>
    <message>
      <source>Identity of the member</source>
      <translation>成员的身份文件</translation>
    </message>
    <message>
      <source>Choose the identity file...</source>
      <translation>选择身份文件...</translation>
    </message>
    <message>
      <source>Identity files</source>
      <translation>身份文件</translation>
    </message>
    <message>
      <source>Passphrase of the member</source>
      <translation>成员的口令</translation>
    </message>
    <message>
      <source>Sign as this member...</source>
      <translation>以该成员签名...</translation>
    </message>
    <message>
      <source>Signed by: {names}</source>
      <translation>已签名：{names}</translation>
    </message>
    <message>
      <source>Where to write the package</source>
      <translation>包写到哪里</translation>
    </message>
    <message>
      <source>The member has signed beside the chair.</source>
      <translation>该成员已会签。</translation>
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
    <name>NewRoundPage</name>
    <message>
      <source>problem</source>
      <translation>问题</translation>
    </message>
    <message>
      <source>read again</source>
      <translation>重读</translation>
    </message>
    <message>
      <source>open the round</source>
      <translation>开轮次</translation>
    </message>
    <message>
      <source>back</source>
      <translation>返回</translation>
    </message>
    <message>
      <source>Reading roster and papers</source>
      <translation>正在读名册和材料</translation>
    </message>
    <message>
      <source>Opening the round</source>
      <translation>正在开轮次</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>返回</translation>
    </message>
    <message>
      <source>1  Roster and papers</source>
      <translation>1  名册与材料</translation>
    </message>
    <message>
      <source>Roster workbook</source>
      <translation>名册（Excel）</translation>
    </message>
    <message>
      <source>Choose the roster...</source>
      <translation>选择名册...</translation>
    </message>
    <message>
      <source>Folder of forms and papers</source>
      <translation>报名表与材料文件夹</translation>
    </message>
    <message>
      <source>Choose the folder...</source>
      <translation>选择文件夹...</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>重新读取</translation>
    </message>
    <message>
      <source>Or drop both here.</source>
      <translation>也可以把两者拖到这里。</translation>
    </message>
    <message>
      <source>A file paper.toml in the folder defines the written test: sections, questions, points, and with blind = true marking by code without names. Without it each aspect is entered in percent.</source>
      <translation>文件夹中的 paper.toml 规定笔试试卷：部分、题目、满分；写上 blind = true 即按卷号批阅，不显示姓名。没有此文件时，各方面按百分数录入。</translation>
    </message>
    <message>
      <source>Both start from blank papers that explain their own columns and fields.</source>
      <translation>可以先写出空白名册和报名表，各栏的填法都写在里面。</translation>
    </message>
    <message>
      <source>Write blank roster and form...</source>
      <translation>写出空白名册和报名表...</translation>
    </message>
    <message>
      <source>2  What the check found</source>
      <translation>2  检查结果</translation>
    </message>
    <message>
      <source>3  Panels</source>
      <translation>3  分组</translation>
    </message>
    <message>
      <source>What the check found</source>
      <translation>检查结果</translation>
    </message>
    <message>
      <source>New round</source>
      <translation>新轮次</translation>
    </message>
    <message>
      <source>none chosen</source>
      <translation>未选择</translation>
    </message>
    <message numerus="yes">
      <source>%n to mend first</source>
      <translation>
        <numerusform>先改 %n 处</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Open the round with %n candidates</source>
      <translation>
        <numerusform>开轮次，%n 人</numerusform>
      </translation>
    </message>
    <message>
      <source>Open the round</source>
      <translation>开轮次</translation>
    </message>
    <message>
      <source>Reading...</source>
      <translation>正在读取...</translation>
    </message>
    <message>
      <source>Nothing read yet</source>
      <translation>还没有读取</translation>
    </message>
    <message>
      <source>Choose the roster and the folder; every problem is listed here with its place.</source>
      <translation>选好名册和文件夹后，问题连同位置列在这里。</translation>
    </message>
    <message>
      <source>Nothing is wrong</source>
      <translation>没有问题</translation>
    </message>
    <message>
      <source>Roster, forms and papers fit together.</source>
      <translation>名册、报名表和材料相符。</translation>
    </message>
    <message>
      <source>Mend</source>
      <translation>须改</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>请看</translation>
    </message>
    <message>
      <source>whole file</source>
      <translation>整个文件</translation>
    </message>
    <message>
      <source>Weight</source>
      <translation>轻重</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>What</source>
      <translation>问题与做法</translation>
    </message>
    <message>
      <source>{mend} to mend, {look} to look at</source>
      <translation>须改 {mend} 处，请看 {look} 处</translation>
    </message>
    <message>
      <source>Panels, members and who assesses whom appear here once the roster is read.</source>
      <translation>读过名册后，这里列出小组、成员和各人评谁。</translation>
    </message>
    <message numerus="yes">
      <source>%n candidate(s)</source>
      <translation>
        <numerusform>%n 人</numerusform>
      </translation>
    </message>
    <message>
      <source>chair</source>
      <translation>组长</translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s)</source>
      <translation>
        <numerusform>%n 张</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n question(s)</source>
      <translation>
        <numerusform>%n 题</numerusform>
      </translation>
    </message>
    <message>
      <source>blind: marked by code</source>
      <translation>盲评：按卷号批阅</translation>
    </message>
    <message>
      <source>Who assesses whom is as the roster says.</source>
      <translation>各人评谁以名册为准。</translation>
    </message>
    <message>
      <source>The roster assigns nobody; who assesses whom is proposed by the scheme's rule.</source>
      <translation>名册没有指定各人评谁，已按方案的规则拟出。</translation>
    </message>
    <message>
      <source>Excel workbooks</source>
      <translation>Excel 工作簿</translation>
    </message>
    <message>
      <source>Where to write the blank papers</source>
      <translation>空白名册和报名表写到哪里</translation>
    </message>
    <message>
      <source>Blank papers written.</source>
      <translation>空白名册和报名表已写出。</translation>
    </message>
    <message>
      <source>, </source>
      <translation>、</translation>
    </message>
  </context>
  <context>
    <name>NoteLine</name>
    <message>
      <source>Remove this note</source>
      <translation>删除这条笔记</translation>
    </message>
    <message>
      <source>remove</source>
      <translation>删除</translation>
    </message>
  </context>
  <context>
    <name>NotesStrip</name>
    <message>
      <source>Notes on this case</source>
      <translation>本案笔记</translation>
    </message>
    <message>
      <source>Fold the notes</source>
      <translation>收起笔记</translation>
    </message>
    <message>
      <source>Show all notes</source>
      <translation>展开全部笔记</translation>
    </message>
    <message>
      <source>Note on {place}; Enter keeps it, Esc leaves</source>
      <translation>记一条笔记：{place}。Enter 保存，Esc 离开</translation>
    </message>
  </context>
  <context>
    <name>NothingFits</name>
    <message>
      <source>No case fits</source>
      <translation>没有符合的案卷</translation>
    </message>
    <message>
      <source>No case fits what is looked for. None is gone.</source>
      <translation>案卷都在，只是没有符合查找条件的。</translation>
    </message>
    <message>
      <source>Show all cases</source>
      <translation>显示全部案卷</translation>
    </message>
  </context>
  <context>
    <name>NoticeView</name>
    <message>
      <source>Passphrase of this file</source>
      <translation>此文件的口令</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open in the system program</source>
      <translation>用系统程序打开</translation>
    </message>
  </context>
  <context>
    <name>OfficerFields</name>
    <message>
      <source>Share of the recovery key...</source>
      <translation>恢复份额...</translation>
    </message>
    <message>
      <source>Shares</source>
      <translation>恢复份额</translation>
    </message>
    <message>
      <source>Identity file...</source>
      <translation>身份文件...</translation>
    </message>
    <message>
      <source>Identities</source>
      <translation>身份文件</translation>
    </message>
    <message>
      <source>Passphrase of this identity</source>
      <translation>该身份的口令</translation>
    </message>
  </context>
  <context>
    <name>Opening</name>
    <message>
      <source>This file is too large to show here.</source>
      <translation>此文件太大，无法在这里显示。</translation>
    </message>
    <message>
      <source>There is no reading view for this kind of file.</source>
      <translation>这类文件没有阅读视图。</translation>
    </message>
    <message>
      <source>This file is damaged, or is not what its name says.</source>
      <translation>此文件已损坏，或内容与文件名不符。</translation>
    </message>
    <message>
      <source>This file could not be opened.</source>
      <translation>此文件未能打开。</translation>
    </message>
    <message>
      <source>That passphrase does not open this file.</source>
      <translation>口令不对，未能打开此文件。</translation>
    </message>
    <message>
      <source>This file is protected by a passphrase.</source>
      <translation>此文件设有口令。</translation>
    </message>
    <message>
      <source>Whoever handed it in knows the passphrase. It is used for this reading only and kept nowhere.</source>
      <translation>口令请向提交人询问。口令只用于本次阅读，不作保存。</translation>
    </message>
    <message>
      <source>A Word file of before 2007, or one protected by a passphrase.</source>
      <translation>这是 2007 年以前的 Word 文件，或设有口令的文件。</translation>
    </message>
    <message>
      <source>A picture in a format that is not shown here.</source>
      <translation>这种格式的图片在这里无法显示。</translation>
    </message>
    <message>
      <source>Your marks are untouched and scoring goes on. The file itself is kept as it was handed in.</source>
      <translation>您的评分不受影响，可以继续评分。文件本身按提交时的原样保存。</translation>
    </message>
    <message>
      <source>{name} ({kind})</source>
      <translation>{name}（{kind}）</translation>
    </message>
  </context>
  <context>
    <name>OutcomeSide</name>
    <message>
      <source>Derivation</source>
      <translation>推演</translation>
    </message>
    <message>
      <source>Solid: the panel's scores. Dashed: the cut lines.</source>
      <translation>实线：小组得分
虚线：分数线</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>更改</translation>
    </message>
    <message>
      <source>Grade suggested</source>
      <translation>建议的级别</translation>
    </message>
    <message>
      <source>departs from the rule</source>
      <translation>偏离规则</translation>
    </message>
    <message>
      <source>Recommend</source>
      <translation>提出建议</translation>
    </message>
    <message>
      <source>Hidden until your own sheets are locked</source>
      <translation>本人评分锁定前不显示</translation>
    </message>
    <message>
      <source>Still open: {methods}. First judgements stay independent.</source>
      <translation>尚未锁定：{methods}。首次评判须独立作出。</translation>
    </message>
    <message>
      <source>Go to my sheet</source>
      <translation>去我的评分</translation>
    </message>
    <message>
      <source>By the rule: {outcome}</source>
      <translation>按规则：{outcome}</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>总分</translation>
    </message>
    <message>
      <source>cut {cut}</source>
      <translation>线 {cut}</translation>
    </message>
    <message numerus="yes">
      <source>and %n more reason(s)</source>
      <translation>
        <numerusform>另有 %n 条原因</numerusform>
      </translation>
    </message>
    <message>
      <source>{subject} {value}, below the floor {cut}</source>
      <translation>{subject} {value}，低于分数线 {cut}</translation>
    </message>
    <message>
      <source>{subject} stands at {value}; non-compensable, needs {cut}</source>
      <translation>{subject} 合成 {value}，不可补偿，须达 {cut}</translation>
    </message>
    <message>
      <source>{subject} stands at {value}, below {cut}</source>
      <translation>{subject} 合成 {value}，低于下限 {cut}</translation>
    </message>
    <message>
      <source>Total {value}, below {cut}</source>
      <translation>总分 {value}，低于 {cut}</translation>
    </message>
    <message>
      <source>{subject}: {value} at the threshold, needs {cut}</source>
      <translation>{subject}：{value} 项达到，须有 {cut} 项</translation>
    </message>
    <message>
      <source>This aspect only</source>
      <translation>只看本方面</translation>
    </message>
    <message>
      <source>All aspects</source>
      <translation>全部方面</translation>
    </message>
    <message numerus="yes">
      <source>%n difference(s) to talk through</source>
      <translation>
        <numerusform>%n 处分歧待讨论</numerusform>
      </translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>不改了</translation>
    </message>
    <message>
      <source>The panel recommends</source>
      <translation>小组建议</translation>
    </message>
    <message>
      <source>{choice} (rule)</source>
      <translation>{choice}（按规则）</translation>
    </message>
    <message>
      <source>Agree</source>
      <translation>同意</translation>
    </message>
    <message>
      <source>Dissent</source>
      <translation>不同意</translation>
    </message>
    <message>
      <source>Why {name} dissents</source>
      <translation>{name} 不同意的理由</translation>
    </message>
    <message>
      <source>required</source>
      <translation>必填</translation>
    </message>
    <message>
      <source>if there is something to say</source>
      <translation>可不填</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>理由</translation>
    </message>
  </context>
  <context>
    <name>PageTools</name>
    <message>
      <source>Contents</source>
      <translation>目录</translation>
    </message>
    <message>
      <source>Previous page</source>
      <translation>上一页</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>下一页</translation>
    </message>
    <message>
      <source>Smaller</source>
      <translation>缩小</translation>
    </message>
    <message>
      <source>Larger</source>
      <translation>放大</translation>
    </message>
    <message>
      <source>Life size</source>
      <translation>实际大小</translation>
    </message>
    <message>
      <source>Fit the width</source>
      <translation>适合宽度</translation>
    </message>
    <message>
      <source>Rotate</source>
      <translation>旋转</translation>
    </message>
    <message>
      <source>Find in this document</source>
      <translation>在本文件中查找</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>页码</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>笔记</translation>
    </message>
    <message>
      <source>Pin to {code}</source>
      <translation>钉到 {code}</translation>
    </message>
    <message>
      <source>Pin</source>
      <translation>钉为证据</translation>
    </message>
    <message>
      <source>Write a note</source>
      <translation>记一条笔记</translation>
    </message>
    <message>
      <source>Tie the selection, the hit in view or the page to the indicator</source>
      <translation>把选中的文字、当前查找结果或本页钉到指标</translation>
    </message>
  </context>
  <context>
    <name>PageView</name>
    <message>
      <source>This page cannot be shown.</source>
      <translation>此页无法显示。</translation>
    </message>
  </context>
  <context>
    <name>Pages</name>
    <message>
      <source>Today</source>
      <translation>今日</translation>
    </message>
    <message>
      <source>Declare</source>
      <translation>声明</translation>
    </message>
    <message>
      <source>Score</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>Written</source>
      <translation>笔试</translation>
    </message>
    <message>
      <source>Interview</source>
      <translation>面试</translation>
    </message>
    <message>
      <source>Sign</source>
      <translation>签交</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>核对</translation>
    </message>
    <message>
      <source>Agree</source>
      <translation>合议</translation>
    </message>
    <message>
      <source>Spread</source>
      <translation>一致性</translation>
    </message>
    <message>
      <source>Conclude</source>
      <translation>签发</translation>
    </message>
    <message>
      <source>Rounds</source>
      <translation>轮次</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>身份</translation>
    </message>
    <message>
      <source>Take in</source>
      <translation>接收</translation>
    </message>
    <message>
      <source>Calibrate</source>
      <translation>校准</translation>
    </message>
    <message>
      <source>Verify</source>
      <translation>核验</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>帮助</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
  </context>
  <context>
    <name>PairsView</name>
    <message>
      <source>Pair</source>
      <translation>评委对</translation>
    </message>
    <message>
      <source>Marks</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>Kappa</source>
      <translation>Kappa</translation>
    </message>
    <message>
      <source>Linear weights</source>
      <translation>线性权重</translation>
    </message>
    <message>
      <source>Quadratic weights</source>
      <translation>平方权重</translation>
    </message>
    <message>
      <source>{one} and {other}</source>
      <translation>{one}与{other}</translation>
    </message>
    <message>
      <source>In each cell kappa with quadratic weights; the deeper the ground, the nearer their marks lie.</source>
      <translation>格中为平方权重 κ；底色越深，两人评分越接近。</translation>
    </message>
    <message>
      <source>Kappa of pairs</source>
      <translation>评委两两 κ</translation>
    </message>
  </context>
  <context>
    <name>PanelReading</name>
    <message>
      <source>Working out the panel</source>
      <translation>正在按规则计算本组结果</translation>
    </message>
  </context>
  <context>
    <name>PanelTable</name>
    <message>
      <source>Issue identities</source>
      <translation>签发身份</translation>
    </message>
    <message>
      <source>Hand packages out</source>
      <translation>发出案卷</translation>
    </message>
    <message>
      <source>Await the result</source>
      <translation>等结果</translation>
    </message>
    <message>
      <source>Await the remaining cases</source>
      <translation>等其余各件</translation>
    </message>
    <message>
      <source>All in</source>
      <translation>已收齐</translation>
    </message>
    <message>
      <source>Panel</source>
      <translation>小组</translation>
    </message>
    <message>
      <source>Fields</source>
      <translation>专业</translation>
    </message>
    <message>
      <source>Chair</source>
      <translation>组长</translation>
    </message>
    <message>
      <source>Packages out</source>
      <translation>案卷发出</translation>
    </message>
    <message>
      <source>Cases in</source>
      <translation>结果件数</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>结果包</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>接着做</translation>
    </message>
    <message>
      <source>, </source>
      <translation>、</translation>
    </message>
    <message>
      <source>In part</source>
      <translation>部分</translation>
    </message>
  </context>
  <context>
    <name>PaperIndex</name>
    <message>
      <source>Reading {name} for the search</source>
      <translation>正在读入 {name} 供查找</translation>
    </message>
  </context>
  <context>
    <name>PassphraseEdit</name>
    <message>
      <source>Show the passphrase</source>
      <translation>显示口令</translation>
    </message>
    <message>
      <source>Hide the passphrase</source>
      <translation>隐藏口令</translation>
    </message>
  </context>
  <context>
    <name>PercentRow</name>
    <message>
      <source>Pass mark {mark} %</source>
      <translation>及格线 {mark}%</translation>
    </message>
    <message>
      <source>Percent of the paper, 0 to 100</source>
      <translation>卷面百分比，0 至 100</translation>
    </message>
    <message>
      <source>{aspect}, percent</source>
      <translation>{aspect}，百分比</translation>
    </message>
    <message>
      <source>Comment on {code}</source>
      <translation>{code} 的评语</translation>
    </message>
    <message>
      <source>Say on what it rests: which page, which answer, which note</source>
      <translation>写出依据：哪一页、哪一答、哪条笔记</translation>
    </message>
    <message>
      <source>0 to 100 with at most one decimal, such as 72.5</source>
      <translation>请填 0 至 100，最多一位小数，如 72.5</translation>
    </message>
  </context>
  <context>
    <name>PhaseBar</name>
    <message>
      <source>not begun</source>
      <translation>未开始</translation>
    </message>
    <message>
      <source>{phase}, {minutes} min</source>
      <translation>{phase}，{minutes} 分钟</translation>
    </message>
    <message>
      <source>{name} {minutes} min</source>
      <translation>{name} {minutes} 分</translation>
    </message>
  </context>
  <context>
    <name>PinBadge</name>
    <message>
      <source>Pin {label}</source>
      <translation>证据 {label}</translation>
    </message>
  </context>
  <context>
    <name>PinChip</name>
    <message>
      <source>Remove this pin</source>
      <translation>删除这条证据</translation>
    </message>
    <message>
      <source>go to the page</source>
      <translation>转到该页</translation>
    </message>
    <message>
      <source>remove</source>
      <translation>删除</translation>
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
    <name>QAbstractFileIconProvider</name>
    <message>
      <source>Folder</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>%1 File</source>
      <translation>%1 文件</translation>
    </message>
  </context>
  <context>
    <name>QFileDialog</name>
    <message>
      <source>&amp;Look in:</source>
      <translation>位置（&amp;L）：</translation>
    </message>
    <message>
      <source>Files of &amp;type:</source>
      <translation>文件类型（&amp;T）：</translation>
    </message>
  </context>
  <context>
    <name>QPrintSettingsOutput</name>
    <message>
      <source>Page &amp;Set:</source>
      <translation>页面范围（&amp;S）：</translation>
    </message>
  </context>
  <context>
    <name>QueueEntry</name>
    <message>
      <source>{count} returned</source>
      <translation>退回 {count} 项</translation>
    </message>
    <message>
      <source>flagged by me</source>
      <translation>我已标记</translation>
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
    <name>ReadBackPart</name>
    <message>
      <source>Keep nothing</source>
      <translation>不采用</translation>
    </message>
    <message>
      <source>What is to be said of the workbook</source>
      <translation>工作簿的问题</translation>
    </message>
    <message>
      <source>What would change</source>
      <translation>将有的改动</translation>
    </message>
    <message>
      <source>Mark sheet {file}</source>
      <translation>录分表 {file}</translation>
    </message>
    <message numerus="yes">
      <source>Keep %n entries</source>
      <translation>
        <numerusform>采用 %n 处</numerusform>
      </translation>
    </message>
    <message>
      <source>{same} places say what stands already.</source>
      <translation>另有 {same} 处与现有录入相同。</translation>
    </message>
    <message>
      <source> Totals on the bag: {totals}.</source>
      <translation>袋面总分：{totals}。</translation>
    </message>
    <message>
      <source>The workbook cannot be taken back as it is.</source>
      <translation>工作簿有误，不能采用。</translation>
    </message>
    <message>
      <source>Nothing was changed.</source>
      <translation>没有改动任何内容。</translation>
    </message>
    <message>
      <source>Mend what is listed and read it in again.</source>
      <translation>请按所列逐项改正，再读入。</translation>
    </message>
    <message numerus="yes">
      <source>%n entries differ from what was typed here.</source>
      <translation>
        <numerusform>%n 处与已录入的不同。</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing differs from what was typed here.</source>
      <translation>与已录入的没有不同。</translation>
    </message>
    <message>
      <source>Stops it</source>
      <translation>须改正</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>提示</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>What is the matter</source>
      <translation>问题</translation>
    </message>
    <message>
      <source>agrees</source>
      <translation>相符</translation>
    </message>
    <message>
      <source>new</source>
      <translation>新增</translation>
    </message>
    <message>
      <source>Script</source>
      <translation>答卷</translation>
    </message>
    <message>
      <source>Question</source>
      <translation>题目</translation>
    </message>
    <message>
      <source>Typed here</source>
      <translation>已录入</translation>
    </message>
    <message>
      <source>Mark sheet</source>
      <translation>录分表</translation>
    </message>
  </context>
  <context>
    <name>ReconcilePage</name>
    <message>
      <source>move</source>
      <translation>移动</translation>
    </message>
    <message>
      <source>open the sheet</source>
      <translation>打开该份</translation>
    </message>
    <message>
      <source>missing with reason</source>
      <translation>缺评注明原因</translation>
    </message>
    <message>
      <source>take in packages</source>
      <translation>接收评分包</translation>
    </message>
    <message>
      <source>print one page</source>
      <translation>打印一页</translation>
    </message>
    <message>
      <source>next pane</source>
      <translation>换栏</translation>
    </message>
    <message>
      <source>There is no package in what was dropped.</source>
      <translation>拖入的内容中没有评分包。</translation>
    </message>
    <message>
      <source>Packages end in .asice.p7m or .asice.</source>
      <translation>评分包的扩展名为 .asice.p7m 或 .asice。</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>等待中</translation>
    </message>
    <message numerus="yes">
      <source>Taking in %n package(s)</source>
      <translation>
        <numerusform>正在接收 %n 个评分包</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s)</source>
      <translation>
        <numerusform>%n 张</numerusform>
      </translation>
    </message>
    <message>
      <source>Signing the reconciliation</source>
      <translation>正在签署核对表</translation>
    </message>
    <message>
      <source>Writing receipts</source>
      <translation>正在写回执</translation>
    </message>
    <message>
      <source>Take in score packages...</source>
      <translation>接收评分包...</translation>
    </message>
    <message>
      <source>Write receipts...</source>
      <translation>写回执...</translation>
    </message>
    <message>
      <source>Print one page...</source>
      <translation>打印一页...</translation>
    </message>
    <message>
      <source>What is due and what is here</source>
      <translation>应有与已到的评分</translation>
    </message>
    <message>
      <source>Score packages</source>
      <translation>评分包</translation>
    </message>
    <message>
      <source>Drop files or a whole folder here.</source>
      <translation>把文件或整个文件夹拖到这里。</translation>
    </message>
    <message>
      <source>Choose files...</source>
      <translation>选择文件...</translation>
    </message>
    <message>
      <source>Passphrase of your identity</source>
      <translation>身份口令</translation>
    </message>
    <message>
      <source>Sign the reconciliation</source>
      <translation>签署核对表</translation>
    </message>
    <message>
      <source>Why this sheet stays missing</source>
      <translation>这份评分为何缺着</translation>
    </message>
    <message>
      <source>Name the gap</source>
      <translation>注明原因</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Withdraw the reason</source>
      <translation>撤回原因</translation>
    </message>
    <message>
      <source>Reconciliation</source>
      <translation>散场核对</translation>
    </message>
    <message numerus="yes">
      <source>{time}, from %n package(s)</source>
      <translation>
        <numerusform>{time} 按 %n 个评分包计算</numerusform>
      </translation>
    </message>
    <message>
      <source>due</source>
      <translation>应有</translation>
    </message>
    <message>
      <source>locked and signed</source>
      <translation>已锁并签名</translation>
    </message>
    <message>
      <source>missing</source>
      <translation>缺</translation>
    </message>
    <message>
      <source>named</source>
      <translation>已注明</translation>
    </message>
    <message>
      <source>recused</source>
      <translation>已回避</translation>
    </message>
    <message>
      <source>absent</source>
      <translation>缺席</translation>
    </message>
    <message numerus="yes">
      <source>%n missing</source>
      <translation>
        <numerusform>还差 %n 项</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing missing</source>
      <translation>已齐全</translation>
    </message>
    <message>
      <source>Packages {count}</source>
      <translation>评分包 {count}</translation>
    </message>
    <message numerus="yes">
      <source>and %n more in the grid</source>
      <translation>
        <numerusform>其余 %n 份见左表</numerusform>
      </translation>
    </message>
    <message>
      <source>Everything that is due is here</source>
      <translation>应有的评分均已到齐</translation>
    </message>
    <message>
      <source>The panel may leave the venue.</source>
      <translation>可以散场。</translation>
    </message>
    <message>
      <source>Each gap is named</source>
      <translation>缺评均已注明原因</translation>
    </message>
    <message>
      <source>Sign the reconciliation below; then the panel may leave the venue.</source>
      <translation>请在下方签署核对表，然后可以散场。</translation>
    </message>
    <message>
      <source>Not signed yet. It travels with the result, and the society sees it.</source>
      <translation>尚未签署。核对表随结果包上交学会。</translation>
    </message>
    <message>
      <source>Signed {time}; it says how things stand.</source>
      <translation>{time} 已签署，与现状一致。</translation>
    </message>
    <message>
      <source>Signed {time}; things have changed since. Sign anew.</source>
      <translation>{time} 签署过，此后有变动，请重新签署。</translation>
    </message>
    <message>
      <source>It can be signed when nothing is missing, or each gap is named.</source>
      <translation>评分到齐，或每份缺评都注明原因后，方可签署。</translation>
    </message>
    <message>
      <source>Your own sheet; it lies on this computer and is not locked yet.</source>
      <translation>这是您本人的评分，就在本机，尚未锁定。</translation>
    </message>
    <message>
      <source>Finish it</source>
      <translation>去补完</translation>
    </message>
    <message>
      <source>It is not in the package {who} made at {time}. Ask for a newer one.</source>
      <translation>{who} 于 {time} 制作的评分包里没有这一份，请其重新交来。</translation>
    </message>
    <message>
      <source>Take in</source>
      <translation>接收</translation>
    </message>
    <message numerus="yes">
      <source>%n of your own sheets are locked and not in a package yet. Make it, then take it in here.</source>
      <translation>
        <numerusform>您本人有 %n 份评分已锁定，尚未制成评分包。请先制作，再在这里接收。</numerusform>
      </translation>
    </message>
    <message>
      <source>Hand over</source>
      <translation>签交</translation>
    </message>
    <message numerus="yes">
      <source>Nothing of theirs has been taken in; %n sheet(s) are due.</source>
      <translation>
        <numerusform>尚未收到此人的评分包；应有 %n 份评分。</numerusform>
      </translation>
    </message>
    <message>
      <source>with reason</source>
      <translation>已注明原因</translation>
    </message>
    <message>
      <source>Change the reason...</source>
      <translation>修改原因...</translation>
    </message>
    <message>
      <source>Name the gap...</source>
      <translation>注明原因...</translation>
    </message>
    <message>
      <source>counts</source>
      <translation>计入</translation>
    </message>
    <message>
      <source>removed</source>
      <translation>已移除</translation>
    </message>
    <message>
      <source>Made {time}</source>
      <translation>制作于 {time}</translation>
    </message>
    <message>
      <source>Serial {serial}</source>
      <translation>编号 {serial}</translation>
    </message>
    <message>
      <source>Remove...</source>
      <translation>移除...</translation>
    </message>
    <message>
      <source>Why it shall not count</source>
      <translation>不计入的原因</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>newer</source>
      <translation>较新版本</translation>
    </message>
    <message>
      <source>From {who}; it takes the place of {older}, which is kept and no longer counts.</source>
      <translation>来自 {who}，取代 {older}；旧包保留，不再计入。</translation>
    </message>
    <message>
      <source>taken in</source>
      <translation>已接收</translation>
    </message>
    <message>
      <source>From {who}, made {time}.</source>
      <translation>来自 {who}，制作于 {time}。</translation>
    </message>
    <message>
      <source>not taken in</source>
      <translation>未接收</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>已停止</translation>
    </message>
    <message numerus="yes">
      <source>%n package(s) taken in</source>
      <translation>
        <numerusform>已接收 %n 个评分包</numerusform>
      </translation>
    </message>
    <message>
      <source>The reconciliation is signed.</source>
      <translation>核对表已签署。</translation>
    </message>
    <message>
      <source>It travels with the result; print the page for the file.</source>
      <translation>核对表随结果包上交；可打印存档。</translation>
    </message>
    <message>
      <source>reason of a gap</source>
      <translation>缺评原因</translation>
    </message>
    <message>
      <source>The receipts are written; hand them back to the members.</source>
      <translation>回执已写好，请交还各位评委。</translation>
    </message>
    <message>
      <source>Where to write the receipts</source>
      <translation>回执写到哪里</translation>
    </message>
    <message numerus="yes">
      <source>Verify and take in %n file(s)</source>
      <translation>
        <numerusform>核验并接收 %n 个文件</numerusform>
      </translation>
    </message>
    <message>
      <source>superseded</source>
      <translation>已被取代</translation>
    </message>
    <message>
      <source>Before leaving</source>
      <translation>离场前</translation>
    </message>
    <message>
      <source>Packages that count</source>
      <translation>计入的评分包</translation>
    </message>
    <message>
      <source>{due} due, {locked} locked and signed, {missing} missing, {named} of them with reason</source>
      <translation>应有 {due} 份，已锁并签名 {locked} 份，缺 {missing} 份，其中 {named} 份已注明原因</translation>
    </message>
    <message>
      <source>Signature of the chair</source>
      <translation>组长签名</translation>
    </message>
    <message>
      <source>Not signed electronically as it stands.</source>
      <translation>现状尚未电子签署。</translation>
    </message>
    <message>
      <source>Signed by {who}, {time}; SHA-256 of what was signed: {hash}</source>
      <translation>{who} 于 {time} 签署；所签内容 SHA-256：{hash}</translation>
    </message>
  </context>
  <context>
    <name>ReconcileTable</name>
    <message>
      <source>No.</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>Candidate</source>
      <translation>申请人</translation>
    </message>
    <message>
      <source>Grade</source>
      <translation>等级</translation>
    </message>
    <message>
      <source>Case</source>
      <translation>本案</translation>
    </message>
    <message>
      <source>n/a</source>
      <translation>不适用</translation>
    </message>
    <message>
      <source>Awaited</source>
      <translation>待交</translation>
    </message>
    <message>
      <source>Trainee, open</source>
      <translation>见习，未交</translation>
    </message>
    <message>
      <source>With reason</source>
      <translation>已注明</translation>
    </message>
    <message>
      <source>Abstained</source>
      <translation>弃评</translation>
    </message>
    <message>
      <source>version {number}</source>
      <translation>第 {number} 版</translation>
    </message>
    <message>
      <source>{count} with reason</source>
      <translation>{count} 份已注明</translation>
    </message>
    <message>
      <source>{count} awaited</source>
      <translation>待交 {count} 份</translation>
    </message>
    <message>
      <source>{count} missing</source>
      <translation>缺 {count} 份</translation>
    </message>
  </context>
  <context>
    <name>RecoverForm</name>
    <message>
      <source>The two are not the same.</source>
      <translation>两次输入不一致。</translation>
    </message>
    <message>
      <source>First officer</source>
      <translation>第一位工作人员</translation>
    </message>
    <message>
      <source>Second officer</source>
      <translation>第二位工作人员</translation>
    </message>
    <message>
      <source>Trust list that names the recovery key...</source>
      <translation>载有恢复密钥的信任名单...</translation>
    </message>
    <message>
      <source>Trust lists</source>
      <translation>信任名单</translation>
    </message>
    <message>
      <source>New passphrase</source>
      <translation>新口令</translation>
    </message>
    <message>
      <source>Once more</source>
      <translation>再输一次</translation>
    </message>
    <message>
      <source>Nothing in the workspace changes. The old identity stays locked under the old passphrase: the society issues a new one, which is put in under Settings.</source>
      <translation>工作区的内容不会改动。原身份仍锁在旧口令之下，请学会另发新身份，再到“设置”里装入。</translation>
    </message>
    <message>
      <source>Open with the new passphrase</source>
      <translation>设为新口令并打开</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>返回</translation>
    </message>
  </context>
  <context>
    <name>RecoveryPart</name>
    <message>
      <source>Two different officers with an identity in force are needed; add and issue below.</source>
      <translation>需要两位身份有效的工作人员；可在下面添加，再签发身份。</translation>
    </message>
    <message>
      <source>Recovery key</source>
      <translation>恢复密钥</translation>
    </message>
    <message>
      <source>First share</source>
      <translation>第一份由谁保管</translation>
    </message>
    <message>
      <source>Second share</source>
      <translation>第二份由谁保管</translation>
    </message>
    <message>
      <source>Make the recovery key...</source>
      <translation>生成恢复密钥...</translation>
    </message>
    <message>
      <source>To use it: both officers go to the workspace whose passphrase is lost and press Alt+R where the program starts.</source>
      <translation>使用时：两位保管人到忘记口令的那台电脑前，在程序的开始页按 Alt+R。</translation>
    </message>
    <message>
      <source>Add an officer</source>
      <translation>添加工作人员</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>Chinese name</source>
      <translation>中文姓名</translation>
    </message>
    <message>
      <source>English name</source>
      <translation>英文姓名</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>添加</translation>
    </message>
    <message>
      <source>There is none: whoever forgets a passphrase loses what is in the workspace. Make it once.</source>
      <translation>还没有。没有它，忘记口令就打不开工作区。生成一次即可。</translation>
    </message>
    <message>
      <source>There since {date}. A new one takes its place wherever the next trust list arrives.</source>
      <translation>{date} 起有效。若重新生成，新名单送到之处即由新密钥接替。</translation>
    </message>
  </context>
  <context>
    <name>RenewalForm</name>
    <message>
      <source>Writing the request</source>
      <translation>正在写出续期申请</translation>
    </message>
    <message>
      <source>Putting the certificate in</source>
      <translation>正在装入新证书</translation>
    </message>
    <message>
      <source>Putting the identity in</source>
      <translation>正在装入身份</translation>
    </message>
    <message>
      <source>Passphrase of this workspace</source>
      <translation>本工作区的口令</translation>
    </message>
    <message>
      <source>A new term for the same key: write a request, hand it to the society, and put in what comes back.</source>
      <translation>密钥不变，延长有效期：先写出申请交给学会，再装入学会发回的证书。</translation>
    </message>
    <message>
      <source>Write a request...</source>
      <translation>写出续期申请...</translation>
    </message>
    <message>
      <source>Put the certificate in...</source>
      <translation>装入新证书...</translation>
    </message>
    <message>
      <source>Another identity, as after a lost passphrase: the file and its passphrase come from the society.</source>
      <translation>换用另一个身份，例如忘记口令之后：文件和它的口令由学会发给。</translation>
    </message>
    <message>
      <source>Identity file...</source>
      <translation>身份文件...</translation>
    </message>
    <message>
      <source>Identities</source>
      <translation>身份文件</translation>
    </message>
    <message>
      <source>Passphrase it came with</source>
      <translation>随文件发来的口令</translation>
    </message>
    <message>
      <source>Put this identity in</source>
      <translation>装入这个身份</translation>
    </message>
    <message>
      <source>{name} is written.</source>
      <translation>{name} 已写出。</translation>
    </message>
    <message>
      <source>Hand it to the society's office.</source>
      <translation>请交给秘书处。</translation>
    </message>
    <message>
      <source>The identity is in force until {date}.</source>
      <translation>身份有效期延至 {date}。</translation>
    </message>
    <message>
      <source>What was sealed for you before still opens.</source>
      <translation>此前为您加封的文件仍能打开。</translation>
    </message>
    <message>
      <source>The new identity is in place.</source>
      <translation>新身份已装入。</translation>
    </message>
    <message>
      <source>Sign with the passphrase of this workspace.</source>
      <translation>签名时用本工作区的口令。</translation>
    </message>
    <message>
      <source>Where to write the request</source>
      <translation>申请写到哪里</translation>
    </message>
    <message>
      <source>The certificate from the society</source>
      <translation>学会发回的证书</translation>
    </message>
    <message>
      <source>Certificates</source>
      <translation>证书</translation>
    </message>
  </context>
  <context>
    <name>RestoreForm</name>
    <message>
      <source>Another folder...</source>
      <translation>别的文件夹...</translation>
    </message>
    <message>
      <source>There is no backup in this folder. One may be on a stick or a second disk.</source>
      <translation>这个文件夹里没有备份，U 盘或第二块硬盘上也许有。</translation>
    </message>
    <message>
      <source>Passphrase that held when the backup was made</source>
      <translation>生成备份时的口令</translation>
    </message>
    <message>
      <source>What is in its place now is set aside as a copy first; no backup is taken away.</source>
      <translation>现在的工作区会先另存一份，已有的备份一份也不会少。</translation>
    </message>
    <message>
      <source>Restore this backup and open it</source>
      <translation>恢复这份备份并打开</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>返回</translation>
    </message>
    <message>
      <source>Backups</source>
      <translation>备份</translation>
    </message>
    <message>
      <source>{size} MB</source>
      <translation>{size} MB</translation>
    </message>
    <message>
      <source>kept for good</source>
      <translation>长期保留</translation>
    </message>
    <message>
      <source>rolling</source>
      <translation>滚动保留</translation>
    </message>
    <message>
      <source>Made</source>
      <translation>生成时间</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>大小</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>种类</translation>
    </message>
    <message>
      <source>Folder with backups</source>
      <translation>备份所在文件夹</translation>
    </message>
  </context>
  <context>
    <name>ReturnLine</name>
    <message>
      <source>Ask anew...</source>
      <translation>重新提问...</translation>
    </message>
    <message>
      <source>Return to author...</source>
      <translation>退回评委...</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>撤回</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>退回</translation>
    </message>
    <message>
      <source>What {name} should look at again</source>
      <translation>请{name}再核对什么</translation>
    </message>
    <message>
      <source>answered</source>
      <translation>已答复</translation>
    </message>
    <message>
      <source>returned</source>
      <translation>已退回</translation>
    </message>
    <message>
      <source>Answer: {text}</source>
      <translation>答复：{text}</translation>
    </message>
  </context>
  <context>
    <name>ReturnedBox</name>
    <message>
      <source>Show</source>
      <translation>查看</translation>
    </message>
    <message>
      <source>To change a mark, reopen the sheet; an answer alone leaves it as it is. Then hand over again.</source>
      <translation>要改分，请重新打开评分表；只答复则评分不变。之后请再交一次评分包。</translation>
    </message>
    <message>
      <source>Next ({place} of {all})</source>
      <translation>下一项（{place}/{all}）</translation>
    </message>
    <message>
      <source>The chair returns {code}: {comment}</source>
      <translation>组长退回 {code}：{comment}</translation>
    </message>
    <message>
      <source>Answer on {code}</source>
      <translation>对 {code} 的答复</translation>
    </message>
    <message>
      <source>Your answer; it is signed with your next score package</source>
      <translation>写下您的答复，随下一份评分包一并签名</translation>
    </message>
  </context>
  <context>
    <name>ReturnsStrip</name>
    <message>
      <source>{name} ({count})</source>
      <translation>{name}（{count} 项）</translation>
    </message>
    <message>
      <source>To go back to: {authors}. Each gets a sealed file with a new receipt.</source>
      <translation>待退回：{authors}。每人一份加封文件，内附新回执。</translation>
    </message>
    <message>
      <source>Passphrase of your identity</source>
      <translation>身份口令</translation>
    </message>
    <message>
      <source>Write for the authors...</source>
      <translation>写出退回文件...</translation>
    </message>
  </context>
  <context>
    <name>Roles</name>
    <message>
      <source>Panel chair</source>
      <translation>组长</translation>
    </message>
    <message>
      <source>Society officer</source>
      <translation>秘书</translation>
    </message>
    <message>
      <source>Assessor</source>
      <translation>评委</translation>
    </message>
  </context>
  <context>
    <name>RoundPage</name>
    <message>
      <source>panel</source>
      <translation>小组</translation>
    </message>
    <message>
      <source>next act</source>
      <translation>接着做</translation>
    </message>
    <message>
      <source>new round</source>
      <translation>新轮次</translation>
    </message>
    <message>
      <source>next pane</source>
      <translation>换栏</translation>
    </message>
    <message>
      <source>Making case packages</source>
      <translation>正在制作案卷包</translation>
    </message>
    <message>
      <source>No round yet</source>
      <translation>还没有轮次</translation>
    </message>
    <message>
      <source>A round begins with the roster of candidates and panels, and the folder of their forms and papers.</source>
      <translation>有申请人与小组的名册，有报名表和材料的文件夹，就可以开轮次。</translation>
    </message>
    <message>
      <source>New round...</source>
      <translation>新轮次...</translation>
    </message>
    <message>
      <source>New round</source>
      <translation>新轮次</translation>
    </message>
    <message>
      <source>Take results in</source>
      <translation>接收结果</translation>
    </message>
    <message>
      <source>Round</source>
      <translation>轮次</translation>
    </message>
    <message>
      <source>Panels</source>
      <translation>各组进展</translation>
    </message>
    <message>
      <source>No mark is seen before intake</source>
      <translation>接收之前不见分数</translation>
    </message>
    <message>
      <source>To do</source>
      <translation>要办的事</translation>
    </message>
    <message>
      <source>Hand case packages out</source>
      <translation>发出案卷包</translation>
    </message>
    <message>
      <source>Hand out to this panel...</source>
      <translation>发给本组...</translation>
    </message>
    <message>
      <source>Your passphrase</source>
      <translation>您的口令</translation>
    </message>
    <message>
      <source>Backed up and checked {time}</source>
      <translation>{time} 已备份，核对无误</translation>
    </message>
    <message>
      <source>No backup yet; one is made when the workspace is closed.</source>
      <translation>还没有备份，关闭工作区时自动备份。</translation>
    </message>
    <message numerus="yes">
      <source>%n candidate(s)</source>
      <translation>
        <numerusform>%n 人</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n panel(s)</source>
      <translation>
        <numerusform>%n 组</numerusform>
      </translation>
    </message>
    <message>
      <source>, </source>
      <translation>，</translation>
    </message>
    <message>
      <source>Roster and rules</source>
      <translation>名册与方案</translation>
    </message>
    <message>
      <source>Identities</source>
      <translation>身份签发</translation>
    </message>
    <message>
      <source>{done} of {all} people</source>
      <translation>{done} / {all} 人</translation>
    </message>
    <message>
      <source>Packages out</source>
      <translation>案卷发出</translation>
    </message>
    <message>
      <source>{done} of {all} packages</source>
      <translation>{done} / {all} 包</translation>
    </message>
    <message>
      <source>At the venue</source>
      <translation>现场评价</translation>
    </message>
    <message>
      <source>off line</source>
      <translation>离线进行</translation>
    </message>
    <message>
      <source>not yet</source>
      <translation>未开始</translation>
    </message>
    <message>
      <source>Results in</source>
      <translation>结果接收</translation>
    </message>
    <message>
      <source>{done} of {all} cases</source>
      <translation>{done} / {all} 件</translation>
    </message>
    <message numerus="yes">
      <source>Issue identities for %n people</source>
      <translation>
        <numerusform>为 %n 人签发身份</numerusform>
      </translation>
    </message>
    <message>
      <source>Issue</source>
      <translation>签发</translation>
    </message>
    <message>
      <source>{panel}: hand case packages out</source>
      <translation>{panel}：发出案卷包</translation>
    </message>
    <message>
      <source>{panel}: result awaited</source>
      <translation>{panel}：等结果</translation>
    </message>
    <message>
      <source>Take in</source>
      <translation>接收</translation>
    </message>
    <message>
      <source>Certificate of {name} ends</source>
      <translation>{name}的证书到期</translation>
    </message>
    <message>
      <source>Renew</source>
      <translation>换发</translation>
    </message>
    <message>
      <source>Everything of this round is in.</source>
      <translation>本轮次的结果已收齐。</translation>
    </message>
    <message>
      <source>The society decides.</source>
      <translation>由学会决定。</translation>
    </message>
    <message numerus="yes">
      <source>%n script(s) are marked by code</source>
      <translation>
        <numerusform>%n 份答卷按卷号批阅</numerusform>
      </translation>
    </message>
    <message>
      <source>Print which code is whose, and keep the list in the office.</source>
      <translation>请打印卷号对照表，留存学会，不外传。</translation>
    </message>
    <message>
      <source>Print...</source>
      <translation>打印...</translation>
    </message>
    <message>
      <source>Chair: {name}</source>
      <translation>组长 {name}</translation>
    </message>
    <message>
      <source>Chair {name}, handed out {day}</source>
      <translation>组长 {name}，{day}发出</translation>
    </message>
    <message>
      <source>First issue identities: {names}.</source>
      <translation>请先签发身份：{names}。</translation>
    </message>
    <message>
      <source>Handed out {time}. A new package takes the place of the earlier one.</source>
      <translation>{time} 已发出。再发一次，新包取代旧包。</translation>
    </message>
    <message>
      <source>One file for each member, signed by you and sealed for them alone.</source>
      <translation>每位成员一个文件，由您签名，只有本人能打开。</translation>
    </message>
    <message numerus="yes">
      <source>To all %n panels that wait...</source>
      <translation>
        <numerusform>发给待发的 %n 组...</numerusform>
      </translation>
    </message>
    <message>
      <source>The round is open.</source>
      <translation>轮次已开。</translation>
    </message>
    <message>
      <source>Next: issue identities, then hand the case packages out.</source>
      <translation>下一步：签发身份，再发出案卷包。</translation>
    </message>
    <message>
      <source>Where to write the case packages</source>
      <translation>案卷包写到哪里</translation>
    </message>
    <message numerus="yes">
      <source>%n case package(s) written.</source>
      <translation>
        <numerusform>已写出 %n 个案卷包。</numerusform>
      </translation>
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
    <name>ScorePage</name>
    <message>
      <source>level</source>
      <translation>评级</translation>
    </message>
    <message>
      <source>not sought</source>
      <translation>未考察</translation>
    </message>
    <message>
      <source>up, down</source>
      <translation>上下项</translation>
    </message>
    <message>
      <source>comment</source>
      <translation>评语</translation>
    </message>
    <message>
      <source>pin evidence</source>
      <translation>钉证据</translation>
    </message>
    <message>
      <source>note</source>
      <translation>笔记</translation>
    </message>
    <message>
      <source>history</source>
      <translation>历史</translation>
    </message>
    <message>
      <source>how sure</source>
      <translation>把握</translation>
    </message>
    <message>
      <source>flag</source>
      <translation>标记</translation>
    </message>
    <message>
      <source>without marks</source>
      <translation>不评分</translation>
    </message>
    <message>
      <source>next case</source>
      <translation>下一位</translation>
    </message>
    <message>
      <source>next pane</source>
      <translation>换栏</translation>
    </message>
    <message>
      <source>My cases</source>
      <translation>我的案卷</translation>
    </message>
    <message>
      <source>Previous</source>
      <translation>上一位</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>下一位</translation>
    </message>
    <message>
      <source>{done} / {all}</source>
      <translation>{done} / {all}</translation>
    </message>
    <message>
      <source>Not declared yet</source>
      <translation>尚未声明</translation>
    </message>
    <message>
      <source>The papers open once you have declared interest and confidentiality for this case.</source>
      <translation>就本案作出利益与保密声明后，材料才会打开。</translation>
    </message>
    <message>
      <source>Declare</source>
      <translation>声明</translation>
    </message>
    <message>
      <source>Recused</source>
      <translation>回避</translation>
    </message>
    <message>
      <source>You have recused yourself from this case; its papers stay shut.</source>
      <translation>您已回避本案，材料不再打开。</translation>
    </message>
    <message>
      <source>Nothing else is left to do in this list.</source>
      <translation>此列表中没有其他待办。</translation>
    </message>
    <message>
      <source>pin on {code}</source>
      <translation>{code} 的证据</translation>
    </message>
    <message>
      <source>Opening {name}</source>
      <translation>正在打开 {name}</translation>
    </message>
    <message>
      <source>removal of a pin on {code}</source>
      <translation>删除 {code} 的证据</translation>
    </message>
    <message>
      <source>The note belongs to a signed sheet.</source>
      <translation>这条笔记属于已签名的评分表。</translation>
    </message>
    <message>
      <source>Reopen the sheet to change it.</source>
      <translation>如需改动，请先重新打开评分表。</translation>
    </message>
    <message>
      <source>removal of a note</source>
      <translation>删除笔记</translation>
    </message>
  </context>
  <context>
    <name>ScoreSheet</name>
    <message>
      <source>Mark it after all...</source>
      <translation>仍要评分...</translation>
    </message>
    <message>
      <source>Candidate absent...</source>
      <translation>申请人缺席...</translation>
    </message>
    <message>
      <source>Application withdrawn...</source>
      <translation>申请已撤回...</translation>
    </message>
    <message>
      <source>I abstain...</source>
      <translation>我不评...</translation>
    </message>
    <message>
      <source>History of this item</source>
      <translation>本项历史</translation>
    </message>
    <message>
      <source>Derivation</source>
      <translation>推演</translation>
    </message>
    <message>
      <source>Others' marks stay hidden until you lock</source>
      <translation>锁定前不显示他人评分</translation>
    </message>
    <message>
      <source>Lock and sign...</source>
      <translation>锁定并签名...</translation>
    </message>
    <message>
      <source>No marks, history</source>
      <translation>不评分、历史</translation>
    </message>
    <message>
      <source>Marked by code</source>
      <translation>按卷号批阅</translation>
    </message>
    <message>
      <source>This paper is marked without names. The script is on the page of the written test, under its code.</source>
      <translation>本卷匿名批阅，答卷按卷号列在笔试页。</translation>
    </message>
    <message>
      <source>Written test</source>
      <translation>笔试录分</translation>
    </message>
    <message>
      <source>Not judged yet</source>
      <translation>尚未判断</translation>
    </message>
    <message>
      <source>Overall judgement, apart from the items</source>
      <translation>总体判断（与各项分开）</translation>
    </message>
    <message>
      <source>Application</source>
      <translation>申请表</translation>
    </message>
    <message>
      <source>{paper} p. {page}</source>
      <translation>{paper} p.{page}</translation>
    </message>
    <message>
      <source>Pin {code}, {words}</source>
      <translation>证据 {code}，{words}</translation>
    </message>
    <message>
      <source>mean {mean}</source>
      <translation>均 {mean}</translation>
    </message>
    <message>
      <source>{done} / {all}</source>
      <translation>{done} / {all}</translation>
    </message>
    <message>
      <source>Locked and signed; it can be read only.</source>
      <translation>已锁定并签名，只读。</translation>
    </message>
    <message>
      <source>Version {number}, reopened: {reason}</source>
      <translation>第 {number} 版，重新打开：{reason}</translation>
    </message>
    <message>
      <source>No marks here: {reason}</source>
      <translation>此处无评分：{reason}</translation>
    </message>
    <message numerus="yes">
      <source>%n still missing</source>
      <translation>
        <numerusform>还差 %n 项</numerusform>
      </translation>
    </message>
    <message>
      <source>complete</source>
      <translation>已齐</translation>
    </message>
    <message>
      <source>{method}, your own marks only</source>
      <translation>{method}，仅本人评分，未合成</translation>
    </message>
    <message>
      <source>{subject} of {number}</source>
      <translation>{number} 的 {subject}</translation>
    </message>
    <message>
      <source>Why it is reopened</source>
      <translation>重新打开的理由</translation>
    </message>
    <message>
      <source>Reopen</source>
      <translation>重新打开</translation>
    </message>
    <message>
      <source>Why the candidate was absent</source>
      <translation>缺席原因</translation>
    </message>
    <message>
      <source>Record absence</source>
      <translation>记为缺席</translation>
    </message>
    <message>
      <source>How the withdrawal was made known</source>
      <translation>如何得知撤回</translation>
    </message>
    <message>
      <source>Record withdrawal</source>
      <translation>记为撤回</translation>
    </message>
    <message>
      <source>Why you abstain</source>
      <translation>不评的理由</translation>
    </message>
    <message>
      <source>Abstain</source>
      <translation>不评</translation>
    </message>
    <message>
      <source>Why it is marked after all</source>
      <translation>仍要评分的理由</translation>
    </message>
    <message>
      <source>Mark it</source>
      <translation>开始评分</translation>
    </message>
  </context>
  <context>
    <name>SettingsPage</name>
    <message>
      <source>next setting</source>
      <translation>下一项设置</translation>
    </message>
    <message>
      <source>find a setting</source>
      <translation>查找设置</translation>
    </message>
    <message>
      <source>Type the passphrase that holds now.</source>
      <translation>请输入现在的口令。</translation>
    </message>
    <message>
      <source>The two are not the same.</source>
      <translation>两次输入不一致。</translation>
    </message>
    <message>
      <source>Changing the passphrase</source>
      <translation>正在更换口令</translation>
    </message>
    <message>
      <source>Reading the trust list</source>
      <translation>正在读取信任名单</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>what you choose holds at once</source>
      <translation>选定即生效</translation>
    </message>
    <message>
      <source>Find a setting</source>
      <translation>查找设置</translation>
    </message>
    <message>
      <source>Person and identity</source>
      <translation>本人与身份</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>Locking</source>
      <translation>锁屏</translation>
    </message>
    <message>
      <source>Clock</source>
      <translation>时钟</translation>
    </message>
    <message>
      <source>Passphrase</source>
      <translation>口令</translation>
    </message>
    <message>
      <source>Renewing the identity</source>
      <translation>身份续期与更换</translation>
    </message>
    <message>
      <source>Backups</source>
      <translation>备份</translation>
    </message>
    <message>
      <source>Trust list</source>
      <translation>信任名单</translation>
    </message>
    <message>
      <source>About</source>
      <translation>关于</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Identity</source>
      <translation>身份</translation>
    </message>
    <message>
      <source>Fingerprint</source>
      <translation>证书指纹</translation>
    </message>
    <message>
      <source>Passphrase now</source>
      <translation>现在的口令</translation>
    </message>
    <message>
      <source>New passphrase</source>
      <translation>新口令</translation>
    </message>
    <message>
      <source>New passphrase once more</source>
      <translation>再输一次新口令</translation>
    </message>
    <message>
      <source>Change the passphrase</source>
      <translation>更换口令</translation>
    </message>
    <message>
      <source>Language of the window</source>
      <translation>界面语言</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>主题</translation>
    </message>
    <message>
      <source>Density</source>
      <translation>疏密</translation>
    </message>
    <message>
      <source>Size of text</source>
      <translation>文字大小</translation>
    </message>
    <message>
      <source>Lock when nobody is there</source>
      <translation>无人操作时锁屏</translation>
    </message>
    <message>
      <source>Stands before</source>
      <translation>早于</translation>
    </message>
    <message>
      <source>The present time is right</source>
      <translation>现在的时间是对的</translation>
    </message>
    <message>
      <source>Last backup</source>
      <translation>最近备份</translation>
    </message>
    <message>
      <source>Second place</source>
      <translation>第二位置</translation>
    </message>
    <message>
      <source>Back up now</source>
      <translation>立即备份</translation>
    </message>
    <message>
      <source>Second place...</source>
      <translation>选择第二位置...</translation>
    </message>
    <message>
      <source>No second place</source>
      <translation>不用第二位置</translation>
    </message>
    <message>
      <source>In force</source>
      <translation>有效</translation>
    </message>
    <message>
      <source>Authority</source>
      <translation>签发机构</translation>
    </message>
    <message>
      <source>Take a newer list in...</source>
      <translation>接收新名单...</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>程序</translation>
    </message>
    <message>
      <source>Workspace</source>
      <translation>工作区</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>日志</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>随系统</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <source>High contrast, light</source>
      <translation>高对比浅色</translation>
    </message>
    <message>
      <source>High contrast, dark</source>
      <translation>高对比深色</translation>
    </message>
    <message>
      <source>Compact</source>
      <translation>紧凑</translation>
    </message>
    <message>
      <source>Normal</source>
      <translation>适中</translation>
    </message>
    <message>
      <source>Roomy</source>
      <translation>宽松</translation>
    </message>
    <message numerus="yes">
      <source>after %n minute(s)</source>
      <translation>
        <numerusform>%n 分钟后</numerusform>
      </translation>
    </message>
    <message>
      <source>in force until {date}</source>
      <translation>有效期至 {date}</translation>
    </message>
    <message>
      <source>none in this workspace</source>
      <translation>本工作区没有</translation>
    </message>
    <message>
      <source>none yet; one is made on closing</source>
      <translation>还没有，关闭时自动备份</translation>
    </message>
    <message>
      <source>{folder} (not there now)</source>
      <translation>{folder}（现在不在）</translation>
    </message>
    <message>
      <source>none; a stick or a second disk is best</source>
      <translation>未设，最好用移动盘或另一块磁盘</translation>
    </message>
    <message>
      <source>number {number}, of {society}</source>
      <translation>第 {number} 号，{society}</translation>
    </message>
    <message>
      <source>Assessor Desk {version}</source>
      <translation>评价工作台 {version}</translation>
    </message>
    <message>
      <source>{seen}, when something was done here; it says {now}. Nothing is signed until this is settled.</source>
      <translation>{seen} 曾在此操作，而现在显示 {now}。查明之前不能签署。</translation>
    </message>
    <message>
      <source>Second place for backups</source>
      <translation>备份的第二位置</translation>
    </message>
    <message>
      <source>Trust lists</source>
      <translation>信任名单</translation>
    </message>
    <message>
      <source>Trust list {number} is in force.</source>
      <translation>第 {number} 号信任名单已生效。</translation>
    </message>
    <message>
      <source>Trust list {number} was in force already.</source>
      <translation>第 {number} 号信任名单早已生效。</translation>
    </message>
    <message>
      <source>The new passphrase holds, for opening and for signing.</source>
      <translation>新口令已生效，打开和签名都用它。</translation>
    </message>
    <message>
      <source>Backups made before still open with the old one.</source>
      <translation>此前的备份仍用旧口令打开。</translation>
    </message>
  </context>
  <context>
    <name>SettleCard</name>
    <message>
      <source>Keep</source>
      <translation>采用</translation>
    </message>
    <message>
      <source>What the paper says</source>
      <translation>卷面上的写法</translation>
    </message>
    <message>
      <source>Keep {value}</source>
      <translation>定为 {value}</translation>
    </message>
  </context>
  <context>
    <name>SeverityPlot</name>
    <message numerus="yes">
      <source>%n case(s): too few to judge ({needed} needed)</source>
      <translation>
        <numerusform>%n 个案卷：太少，不作判断（需 {needed} 个）</numerusform>
      </translation>
    </message>
    <message>
      <source>more lenient</source>
      <translation>偏宽</translation>
    </message>
    <message>
      <source>stricter, levels below the others</source>
      <translation>偏严（低于其他评委）</translation>
    </message>
    <message numerus="yes">
      <source>%n case(s)</source>
      <translation>
        <numerusform>%n 件</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SignBeside</name>
    <message>
      <source>Signing beside the chair</source>
      <translation>正在会签</translation>
    </message>
    <message>
      <source>You may sign this result beside the chair</source>
      <translation>您可以会签这份结果</translation>
    </message>
    <message>
      <source>Passphrase of your identity</source>
      <translation>身份口令</translation>
    </message>
    <message>
      <source>Sign beside the chair...</source>
      <translation>会签...</translation>
    </message>
    <message numerus="yes">
      <source>%n case(s).</source>
      <translation>
        <numerusform>共 %n 份案卷。</numerusform>
      </translation>
    </message>
    <message>
      <source>Departing from the rule: {numbers}.</source>
      <translation>与规则不同：{numbers}。</translation>
    </message>
    <message>
      <source>Your vote stands as: agree on {agree}, dissent on {dissent}.</source>
      <translation>记录中您的表决：同意 {agree} 份，不同意 {dissent}。</translation>
    </message>
    <message>
      <source>none</source>
      <translation>无</translation>
    </message>
    <message>
      <source>Where to write the package</source>
      <translation>包写到哪里</translation>
    </message>
    <message>
      <source>Signed; hand this file to the next member or to the society, not the one before.</source>
      <translation>已会签。请把这份新文件交给下一名成员或秘书处，不再使用原文件。</translation>
    </message>
  </context>
  <context>
    <name>SignInPart</name>
    <message>
      <source>Who types the second entry?</source>
      <translation>第二遍由谁录入？</translation>
    </message>
    <message>
      <source>Somebody else than whoever typed first. They open their own identity file here; it stays theirs, nothing of it is kept, and their entries stand under their name.</source>
      <translation>须由录第一遍的人以外的另一位录入。请其在此打开自己的身份文件；文件仍归本人，程序不留存，所录各处记在其名下。</translation>
    </message>
    <message>
      <source>Choose the identity file...</source>
      <translation>选择身份文件...</translation>
    </message>
    <message>
      <source>Identity</source>
      <translation>身份</translation>
    </message>
    <message>
      <source>Their passphrase</source>
      <translation>其口令</translation>
    </message>
    <message>
      <source>Sign in to type</source>
      <translation>登录录入</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Choose the identity file first.</source>
      <translation>请先选择身份文件。</translation>
    </message>
  </context>
  <context>
    <name>SignPage</name>
    <message>
      <source>up, down</source>
      <translation>上下项</translation>
    </message>
    <message>
      <source>go to the gap, or sign</source>
      <translation>到缺项，或签名</translation>
    </message>
    <message>
      <source>next pane</source>
      <translation>换栏</translation>
    </message>
    <message>
      <source>Making the score package</source>
      <translation>正在制作评分包</translation>
    </message>
    <message>
      <source>My sheets</source>
      <translation>我的评分表</translation>
    </message>
    <message>
      <source>Before it can be signed</source>
      <translation>签名之前</translation>
    </message>
    <message>
      <source>What you will sign</source>
      <translation>您将签名的内容</translation>
    </message>
    <message>
      <source>Passphrase of your identity</source>
      <translation>身份口令</translation>
    </message>
    <message>
      <source>Hand over to the chair</source>
      <translation>交给组长</translation>
    </message>
    <message>
      <source>Everything locked so far goes into one package, signed by you and sealed for the chair.</source>
      <translation>已锁定的评分全部装入一个包，由您签名，为组长加封。</translation>
    </message>
    <message>
      <source>Language of the documents</source>
      <translation>文件语言</translation>
    </message>
    <message>
      <source>Chinese and English</source>
      <translation>中文和英文</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>中文</translation>
    </message>
    <message>
      <source>English</source>
      <translation>英文</translation>
    </message>
    <message>
      <source>Handed over</source>
      <translation>已交出</translation>
    </message>
    <message>
      <source>Lock, sign, hand over</source>
      <translation>锁定、签名、交出</translation>
    </message>
    <message>
      <source>{done} of {all} sheets signed</source>
      <translation>已签 {done} / {all} 份</translation>
    </message>
    <message>
      <source>signed</source>
      <translation>已签名</translation>
    </message>
    <message>
      <source>no marks</source>
      <translation>无评分</translation>
    </message>
    <message>
      <source>ready</source>
      <translation>可签名</translation>
    </message>
    <message numerus="yes">
      <source>%n missing</source>
      <translation>
        <numerusform>还差 %n 项</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing is missing.</source>
      <translation>没有缺项。</translation>
    </message>
    <message>
      <source>Record {hash}</source>
      <translation>记录 {hash}</translation>
    </message>
    <message>
      <source>Overall judgement</source>
      <translation>总体判断</translation>
    </message>
    <message>
      <source>Version {number}</source>
      <translation>第 {number} 版</translation>
    </message>
    <message>
      <source>Identity in force until {date}</source>
      <translation>身份有效期至 {date}</translation>
    </message>
    <message>
      <source>Signing</source>
      <translation>正在签名</translation>
    </message>
    <message>
      <source>Where to write the package</source>
      <translation>包写到哪里</translation>
    </message>
    <message>
      <source>The score package is sealed for the chair, written and read back.</source>
      <translation>评分包已为组长加封，写入后已回读核对无误。</translation>
    </message>
    <message>
      <source>Lock and sign this sheet</source>
      <translation>锁定并签名这份评分表</translation>
    </message>
    <message numerus="yes">
      <source>Sign all %n that are ready</source>
      <translation>
        <numerusform>签名全部 %n 份</numerusform>
      </translation>
    </message>
    <message>
      <source>Make the score package...</source>
      <translation>制作评分包...</translation>
    </message>
  </context>
  <context>
    <name>SignatureCard</name>
    <message>
      <source>Fingerprint {groups}</source>
      <translation>指纹 {groups}</translation>
    </message>
  </context>
  <context>
    <name>Standing</name>
    <message>
      <source>own sheet open</source>
      <translation>本人未锁</translation>
    </message>
    <message>
      <source>{count} differ</source>
      <translation>{count} 处分歧</translation>
    </message>
    <message>
      <source>{count} missing</source>
      <translation>缺 {count} 份</translation>
    </message>
    <message>
      <source>to recommend</source>
      <translation>待建议</translation>
    </message>
    <message>
      <source>to vote</source>
      <translation>待表决</translation>
    </message>
    <message>
      <source>ready</source>
      <translation>可签发</translation>
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
    <name>Steps</name>
    <message>
      <source>agreement</source>
      <translation>一致性</translation>
    </message>
    <message>
      <source>single changes</source>
      <translation>逐项试改</translation>
    </message>
    <message>
      <source>Rasch severity</source>
      <translation>Rasch 宽严</translation>
    </message>
    <message>
      <source>sealing</source>
      <translation>加封</translation>
    </message>
    <message>
      <source>severity</source>
      <translation>宽严</translation>
    </message>
    <message>
      <source>opening the seal</source>
      <translation>启封</translation>
    </message>
    <message>
      <source>verifying signatures</source>
      <translation>核验签名</translation>
    </message>
  </context>
  <context>
    <name>SuspectLines</name>
    <message>
      <source>{aspect}: the bag says {told}, typed are {found}</source>
      <translation>{aspect}：袋面 {told}，录入合计 {found}</translation>
    </message>
    <message>
      <source>Apart by {gap}; no single entry explains it.</source>
      <translation>相差 {gap}，没有哪一处能单独解释。</translation>
    </message>
    <message>
      <source>{row} {subject}: {value}, digits changed about for {other}?</source>
      <translation>{row} {subject}：{value}，是 {other} 前后颠倒？</translation>
    </message>
    <message>
      <source>{row} {subject}: {value}, a place off from {other}?</source>
      <translation>{row} {subject}：{value}，是 {other} 错了一位？</translation>
    </message>
    <message>
      <source>{row} {subject}: {value}, with {other} it agrees</source>
      <translation>{row} {subject}：{value}，取 {other} 则相符</translation>
    </message>
    <message>
      <source>{row}: {value} in all, not in this bag?</source>
      <translation>{row}：共 {value}，不在这一袋？</translation>
    </message>
  </context>
  <context>
    <name>TemplateReports</name>
    <message>
      <source>The blank template is written; change it in Word.</source>
      <translation>空白模板已存，可在 Word 中修改。</translation>
    </message>
    <message>
      <source>Writing reports on the template</source>
      <translation>正在按模板出具报告</translation>
    </message>
    <message>
      <source>Reports on your own Word template</source>
      <translation>按本学会 Word 模板出具报告</translation>
    </message>
    <message>
      <source>One signed report a candidate, set on the society's letterhead from the same record. The package stays the authority.</source>
      <translation>每名申请人一份签名报告，由同一份记录套用学会版式生成；以结果包为准。</translation>
    </message>
    <message>
      <source>Placeholders: {places}. Needed: {needed}; the report stands alone in its paragraph.</source>
      <translation>占位符：{places}。必须有：{needed}；报告占位符独占一段。</translation>
    </message>
    <message>
      <source>Template</source>
      <translation>模板</translation>
    </message>
    <message>
      <source>Choose a Word template...</source>
      <translation>选择 Word 模板...</translation>
    </message>
    <message>
      <source>Word templates</source>
      <translation>Word 模板</translation>
    </message>
    <message>
      <source>Save a blank template...</source>
      <translation>另存空白模板...</translation>
    </message>
    <message>
      <source>Passphrase of your identity</source>
      <translation>身份口令</translation>
    </message>
    <message>
      <source>Write the reports...</source>
      <translation>出具报告...</translation>
    </message>
    <message>
      <source>Looking through the template</source>
      <translation>正在检查模板</translation>
    </message>
    <message>
      <source>Blank template</source>
      <translation>空白模板</translation>
    </message>
    <message>
      <source>Word document</source>
      <translation>Word 文档</translation>
    </message>
    <message>
      <source>Where to write the reports</source>
      <translation>报告存放的文件夹</translation>
    </message>
    <message numerus="yes">
      <source>%n report(s) written and signed.</source>
      <translation>
        <numerusform>已出具并签名 %n 份报告。</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>TimerDisplay</name>
    <message>
      <source>over time, still counting</source>
      <translation>超时，继续计</translation>
    </message>
    <message>
      <source>last two minutes</source>
      <translation>最后两分钟</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>已暂停</translation>
    </message>
    <message>
      <source>not begun</source>
      <translation>未开始</translation>
    </message>
  </context>
  <context>
    <name>TodayPage</name>
    <message>
      <source>open the case</source>
      <translation>打开案卷</translation>
    </message>
    <message>
      <source>filter</source>
      <translation>筛选</translation>
    </message>
    <message>
      <source>flag</source>
      <translation>标记</translation>
    </message>
    <message>
      <source>declare</source>
      <translation>声明</translation>
    </message>
    <message>
      <source>pages</source>
      <translation>各页</translation>
    </message>
    <message>
      <source>The package is sealed for you; type your passphrase and press Enter.</source>
      <translation>包是为您加封的，请输入口令，按 Enter 打开。</translation>
    </message>
    <message>
      <source>Taking the package in</source>
      <translation>正在接收数据包</translation>
    </message>
    <message>
      <source>You are called in on one more case.</source>
      <translation>组长增请您评一份案卷。</translation>
    </message>
    <message>
      <source>Declare, then read.</source>
      <translation>请先声明，再阅卷。</translation>
    </message>
    <message>
      <source>The case package is taken in.</source>
      <translation>案卷包已接收。</translation>
    </message>
    <message>
      <source>The receipt is taken in: your package has arrived.</source>
      <translation>回执已接收：您的评分包已送达。</translation>
    </message>
    <message numerus="yes">
      <source>%n item(s) came back to you with a question.</source>
      <translation>
        <numerusform>有 %n 项退回给您，请答复。</numerusform>
      </translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Declare</source>
      <translation>声明</translation>
    </message>
    <message>
      <source>Take a package in</source>
      <translation>接收数据包</translation>
    </message>
    <message>
      <source>Drop the case package from the society here, or the receipt from the chair, or choose it.</source>
      <translation>把秘书处的案卷包或组长的回执拖到这里，或选择文件。</translation>
    </message>
    <message>
      <source>Passphrase of your identity</source>
      <translation>身份口令</translation>
    </message>
    <message>
      <source>Choose a package...</source>
      <translation>选择包...</translation>
    </message>
    <message>
      <source>Hold it</source>
      <translation>去面试</translation>
    </message>
    <message>
      <source>Hand over</source>
      <translation>签交</translation>
    </message>
    <message>
      <source>Lock, sign, hand over</source>
      <translation>锁定、签名、交出</translation>
    </message>
    <message>
      <source>No cases yet</source>
      <translation>还没有案卷</translation>
    </message>
    <message>
      <source>Drop the case package the society gave you here, or open it.</source>
      <translation>把秘书处给的案卷包拖到这里，或者打开它。</translation>
    </message>
    <message>
      <source>Open a case package...</source>
      <translation>打开案卷包...</translation>
    </message>
    <message>
      <source>My cases</source>
      <translation>我的案卷</translation>
    </message>
    <message>
      <source>{day}, {weekday}</source>
      <translation>{day}，{weekday}</translation>
    </message>
    <message>
      <source>{done} of {all} sheets signed</source>
      <translation>已签 {done} / {all} 份</translation>
    </message>
    <message>
      <source>Declarations</source>
      <translation>利益声明</translation>
    </message>
    <message numerus="yes">
      <source>%n case(s) wait for your declaration; their papers stay shut until then.</source>
      <translation>
        <numerusform>%n 件待声明，声明前材料不打开。</numerusform>
      </translation>
    </message>
    <message>
      <source>You have declared on every case.</source>
      <translation>各案均已声明。</translation>
    </message>
    <message>
      <source>They come with the cases.</source>
      <translation>收到案卷后逐案声明。</translation>
    </message>
    <message>
      <source>Last score package: {time}</source>
      <translation>最近一次评分包：{time}</translation>
    </message>
    <message>
      <source>Nothing has been handed over yet.</source>
      <translation>还没有交出评分包。</translation>
    </message>
    <message>
      <source>Last verified backup: {time}</source>
      <translation>最近一次核对无误的备份：{time}</translation>
    </message>
    <message>
      <source>No backup has been made yet; one is made when the workspace is closed.</source>
      <translation>还没有备份，关闭工作区时自动备份。</translation>
    </message>
    <message>
      <source>Interview overdue: {name}</source>
      <translation>面试已过时，尚未评完：{name}</translation>
    </message>
    <message>
      <source>Next interview: {name}</source>
      <translation>下一场面试：{name}</translation>
    </message>
    <message>
      <source>today</source>
      <translation>今天</translation>
    </message>
    <message numerus="yes">
      <source>%n min</source>
      <translation>
        <numerusform>%n 分钟</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n item(s) returned by the chair</source>
      <translation>
        <numerusform>组长退回 %n 项</numerusform>
      </translation>
    </message>
    <message>
      <source>{name}, {method}, {code}</source>
      <translation>{name}　{method}　{code}</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>另有 %n 项</numerusform>
      </translation>
    </message>
    <message>
      <source>Go on with {name}</source>
      <translation>接着评{name}</translation>
    </message>
    <message>
      <source>Open a package</source>
      <translation>打开数据包</translation>
    </message>
    <message>
      <source>Packages</source>
      <translation>包</translation>
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
    <name>Tour</name>
    <message>
      <source>The work, from top to bottom</source>
      <translation>工作自上而下</translation>
    </message>
    <message>
      <source>Each page is one part of it, in the order it happens. Ctrl+1 to Ctrl+9 lead there too.</source>
      <translation>每一页是工作的一个环节，按先后排列；也可按 Ctrl+1 至 Ctrl+9 前往。</translation>
    </message>
    <message>
      <source>Nothing to save</source>
      <translation>无需保存</translation>
    </message>
    <message>
      <source>Whatever you enter is on the disk within a second, encrypted. The clock says when the last entry was.</source>
      <translation>您输入的一切在一秒之内加密写入磁盘；这里显示最近一次写入的时间。</translation>
    </message>
    <message>
      <source>Declare first</source>
      <translation>先作声明</translation>
    </message>
    <message>
      <source>The papers of a case open once you have said whether anything ties you to the candidate.</source>
      <translation>说明您与申请人有无利益关系之后，案卷材料才会打开。</translation>
    </message>
    <message>
      <source>Your cases</source>
      <translation>您的案卷</translation>
    </message>
    <message>
      <source>Shape and word say how far each method is. Ctrl+↓ leads to the next case.</source>
      <translation>图形和文字表示每种方式进行到哪里；Ctrl+↓ 转到下一位。</translation>
    </message>
    <message>
      <source>The papers</source>
      <translation>申请材料</translation>
    </message>
    <message>
      <source>Read the form, PDF, Word or pictures here; P pins a passage to the indicator in hand.</source>
      <translation>在此阅读申请表、PDF、Word 和图片；按 P 把一段材料钉到当前指标。</translation>
    </message>
    <message>
      <source>Your judgement</source>
      <translation>您的评分</translation>
    </message>
    <message>
      <source>0–5 gives a level, N says it was not sought, C comments. What others gave stays hidden until you have locked.</source>
      <translation>0–5 评级，N 表示未考察，C 写评语。锁定之前看不到他人的评分。</translation>
    </message>
    <message>
      <source>Lock, sign, hand over</source>
      <translation>锁定、签名、交出</translation>
    </message>
    <message>
      <source>What is missing is listed and one click away; you see exactly what you sign before you sign it.</source>
      <translation>缺什么一一列出，一点即到；签名之前先看清所签的全部内容。</translation>
    </message>
    <message>
      <source>For the chair: agree</source>
      <translation>组长：合议</translation>
    </message>
    <message>
      <source>The members' marks side by side, differences first. Whatever the panel agrees on carries its reason.</source>
      <translation>各位评委的评分并列，有分歧的在前；合议结果都附有理由。</translation>
    </message>
    <message>
      <source>For the society: rounds</source>
      <translation>学会：轮次</translation>
    </message>
    <message>
      <source>A round begins with a roster and application forms, and ends when the signed results are taken in.</source>
      <translation>一个轮次始于名单和申请表，终于接收签了名的结果。</translation>
    </message>
    <message>
      <source>The keys at hand</source>
      <translation>手边的按键</translation>
    </message>
    <message>
      <source>They follow the place you are at. F1 shows help on the page beside your work.</source>
      <translation>随所在位置变化；按 F1 在工作旁边显示本页帮助。</translation>
    </message>
    <message>
      <source>{n} of {all}</source>
      <translation>{n} / {all}</translation>
    </message>
    <message>
      <source>Enough</source>
      <translation>不看了</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>上一步</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>下一步</translation>
    </message>
  </context>
  <context>
    <name>UseView</name>
    <message>
      <source>Assessor</source>
      <translation>评委</translation>
    </message>
    <message>
      <source>Marks</source>
      <translation>评分</translation>
    </message>
    <message>
      <source>Most used level</source>
      <translation>最常用等级</translation>
    </message>
    <message>
      <source>Extremes</source>
      <translation>两端占比</translation>
    </message>
    <message>
      <source>Spread; others</source>
      <translation>离散；其他人</translation>
    </message>
    <message>
      <source>Drift, levels an hour</source>
      <translation>漂移（级/时）</translation>
    </message>
    <message>
      <source>Extremes: share of the lowest and highest level. Spread: standard deviation of the levels given.</source>
      <translation>两端占比：最低级和最高级所占比例。离散：所给等级的标准差。</translation>
    </message>
    <message>
      <source>Use of the scale and drift</source>
      <translation>用级与漂移</translation>
    </message>
    <message>
      <source>n = {n}, too few</source>
      <translation>n = {n}，太少</translation>
    </message>
    <message>
      <source>{level}, {share} %</source>
      <translation>{level} 级，{share}%</translation>
    </message>
  </context>
  <context>
    <name>Validity</name>
    <message>
      <source>Case package</source>
      <translation>案卷包</translation>
    </message>
    <message>
      <source>Score package</source>
      <translation>评分包</translation>
    </message>
    <message>
      <source>Result package</source>
      <translation>结果包</translation>
    </message>
    <message>
      <source>Receipt</source>
      <translation>回执</translation>
    </message>
    <message>
      <source>Scheme</source>
      <translation>方案</translation>
    </message>
    <message>
      <source>Word document</source>
      <translation>Word 文档</translation>
    </message>
    <message>
      <source>Excel workbook</source>
      <translation>Excel 工作簿</translation>
    </message>
    <message>
      <source>Trust list</source>
      <translation>信任名单</translation>
    </message>
    <message>
      <source>Unknown file</source>
      <translation>未知文件</translation>
    </message>
    <message>
      <source>Valid: signed, and unchanged since</source>
      <translation>有效：已签名，签名后未改</translation>
    </message>
    <message>
      <source>Valid in part: some of it no signature covers</source>
      <translation>部分有效：有些内容不在签名之内</translation>
    </message>
    <message>
      <source>Not valid: altered after signing, or not complete</source>
      <translation>无效：签名后被改，或不完整</translation>
    </message>
    <message>
      <source>Not signed</source>
      <translation>没有签名</translation>
    </message>
    <message>
      <source>Unchanged since signing; the signer is not known here</source>
      <translation>签名后未改，但不认识签名人</translation>
    </message>
    <message>
      <source>Unchanged, but the signer had been revoked</source>
      <translation>签名后未改，但签名时证书已被吊销</translation>
    </message>
    <message>
      <source>Unchanged, but the certificate was not in force</source>
      <translation>签名后未改，但签名时证书不在有效期</translation>
    </message>
    <message>
      <source>Cannot be judged: an algorithm is not supported</source>
      <translation>无法判断：所用算法不受支持</translation>
    </message>
    <message>
      <source>Valid: signatures complete, content unchanged, outcomes recomputed</source>
      <translation>有效：签名齐全，内容未改，结论可复算</translation>
    </message>
    <message>
      <source>Not valid: a document says other than the signed marks</source>
      <translation>无效：文档与签名的评分不符</translation>
    </message>
    <message>
      <source>Not valid: the signer may not send this</source>
      <translation>无效：签名人无权签发</translation>
    </message>
    <message>
      <source>Not a signed file of this kind</source>
      <translation>不是这类签名文件</translation>
    </message>
    <message>
      <source>Container complete, nothing extra</source>
      <translation>容器完整，没有多余部分</translation>
    </message>
    <message>
      <source>Signatures hold over the content</source>
      <translation>签名覆盖全部内容</translation>
    </message>
    <message>
      <source>Every part is covered</source>
      <translation>各部分都在签名之内</translation>
    </message>
    <message>
      <source>Signers trusted, not revoked</source>
      <translation>签名人可信，未吊销</translation>
    </message>
    <message>
      <source>Certificates in force when signed</source>
      <translation>签名时证书在有效期内</translation>
    </message>
    <message>
      <source>Signed in the role that may send it</source>
      <translation>签发身份相符</translation>
    </message>
    <message>
      <source>Rules are the pinned version</source>
      <translation>方案版本相符</translation>
    </message>
    <message>
      <source>Members' packages hold</source>
      <translation>成员的评分包成立</translation>
    </message>
    <message>
      <source>Documents equal the record</source>
      <translation>文档与记录一致</translation>
    </message>
    <message>
      <source>Outcomes recomputed from marks</source>
      <translation>结论由评分重新计算，一致</translation>
    </message>
    <message>
      <source>holds</source>
      <translation>成立</translation>
    </message>
    <message>
      <source>fails</source>
      <translation>不成立</translation>
    </message>
    <message>
      <source>cannot be affirmed</source>
      <translation>无法确认</translation>
    </message>
    <message>
      <source>record</source>
      <translation>记录</translation>
    </message>
    <message>
      <source>rules</source>
      <translation>方案</translation>
    </message>
    <message>
      <source>document</source>
      <translation>文档</translation>
    </message>
    <message>
      <source>member's package</source>
      <translation>依据</translation>
    </message>
    <message>
      <source>paper</source>
      <translation>材料</translation>
    </message>
    <message>
      <source>other</source>
      <translation>其他</translation>
    </message>
    <message>
      <source>recommended</source>
      <translation>建议通过</translation>
    </message>
    <message>
      <source>not recommended</source>
      <translation>建议不通过</translation>
    </message>
    <message>
      <source>absent</source>
      <translation>缺席</translation>
    </message>
    <message>
      <source>withdrawn</source>
      <translation>退出</translation>
    </message>
    <message>
      <source>incomplete</source>
      <translation>不完整</translation>
    </message>
    <message>
      <source>valid, trusted</source>
      <translation>有效，可信</translation>
    </message>
    <message>
      <source>valid in part</source>
      <translation>部分有效</translation>
    </message>
    <message>
      <source>broken</source>
      <translation>不成立</translation>
    </message>
    <message>
      <source>unchanged, unknown signer</source>
      <translation>未改，签名人未知</translation>
    </message>
    <message>
      <source>revoked when signed</source>
      <translation>签名时已吊销</translation>
    </message>
    <message>
      <source>not in force when signed</source>
      <translation>签名时不在有效期</translation>
    </message>
    <message>
      <source>cannot be judged</source>
      <translation>无法判断</translation>
    </message>
    <message>
      <source>unsigned</source>
      <translation>未签名</translation>
    </message>
    <message>
      <source>{verdict} (rehearsal, not for official use)</source>
      <translation>{verdict}（演练，不作正式使用）</translation>
    </message>
    <message>
      <source>from {name}</source>
      <translation>{name}签发</translation>
    </message>
    <message>
      <source>, </source>
      <translation>，</translation>
    </message>
    <message>
      <source>confirms receipt</source>
      <translation>确认收到</translation>
    </message>
    <message>
      <source>approves the content</source>
      <translation>认可内容</translation>
    </message>
    <message>
      <source>made the content</source>
      <translation>制作内容</translation>
    </message>
    <message>
      <source>list {number}</source>
      <translation>名单第 {number} 版</translation>
    </message>
    <message>
      <source>Validity sheet</source>
      <translation>效力说明</translation>
    </message>
    <message>
      <source>{file}, {place}: shows {found}; the signed marks give {expected}.</source>
      <translation>{file}，{place}：所写为 {found}，按签名的评分应为 {expected}。</translation>
    </message>
    <message>
      <source>Checked {time} against trust list {number} of {society}.</source>
      <translation>核对于 {time}，依据{society}第 {number} 版信任名单。</translation>
    </message>
    <message>
      <source>Checked {time} without a trust list.</source>
      <translation>核对于 {time}，没有用信任名单。</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>身份</translation>
    </message>
    <message>
      <source>Time and place (as the signer said)</source>
      <translation>时间与地点（签名人自述）</translation>
    </message>
    <message>
      <source>Meaning</source>
      <translation>含义</translation>
    </message>
    <message>
      <source>Verdict</source>
      <translation>结论</translation>
    </message>
    <message>
      <source>Who signed</source>
      <translation>谁签的</translation>
    </message>
    <message>
      <source>What was checked</source>
      <translation>核对了什么</translation>
    </message>
    <message>
      <source>Outcomes it signs for</source>
      <translation>签出的结论</translation>
    </message>
    <message>
      <source>What was signed (first 16 digits of SHA-256)</source>
      <translation>签了什么（SHA-256 前 16 位）</translation>
    </message>
    <message>
      <source>Check it without us</source>
      <translation>不用本程序也能核对</translation>
    </message>
    <message>
      <source>Fingerprint of the society's certificate; compare it with what the society publishes:</source>
      <translation>学会证书的指纹，请与学会公布的核对：</translation>
    </message>
    <message>
      <source>Open it in Word, Excel or LibreOffice, with ca.pem as a trusted root, and look at File, Info, Signatures.</source>
      <translation>把 ca.pem 设为受信任的根证书，用 Word、Excel 或 LibreOffice 打开，在“文件”“信息”中查看签名。</translation>
    </message>
    <message>
      <source>This file carries no signature that could be checked.</source>
      <translation>这个文件没有可以核对的签名。</translation>
    </message>
    <message>
      <source>On any computer with OpenSSL and unzip, with ca.pem of the society beside the file; then compare the digests with the manifest.</source>
      <translation>在任何一台装有 OpenSSL 和 unzip 的电脑上，把学会的 ca.pem 放在文件旁边执行；再把各文件的摘要与清单对照。</translation>
    </message>
  </context>
  <context>
    <name>ValidityView</name>
    <message>
      <source>Validity sheet: {name}</source>
      <translation>效力说明：{name}</translation>
    </message>
    <message>
      <source>Print...</source>
      <translation>打印...</translation>
    </message>
    <message>
      <source>PDF...</source>
      <translation>存为 PDF...</translation>
    </message>
    <message>
      <source>What differs</source>
      <translation>哪里不同</translation>
    </message>
    <message>
      <source>Who signed</source>
      <translation>谁签的</translation>
    </message>
    <message>
      <source>What was signed</source>
      <translation>签了什么</translation>
    </message>
    <message>
      <source>Outcomes it signs for</source>
      <translation>签出的结论</translation>
    </message>
    <message>
      <source>Checked one by one</source>
      <translation>逐项核对</translation>
    </message>
    <message>
      <source>Check it without us</source>
      <translation>不用本程序也能核对</translation>
    </message>
    <message>
      <source>Copy commands</source>
      <translation>复制命令</translation>
    </message>
    <message>
      <source>Write ca.pem...</source>
      <translation>导出 ca.pem...</translation>
    </message>
    <message>
      <source>It must be the one the society publishes; if it is not, do not rely on the file.</source>
      <translation>应与学会公布的一致；不一致时请勿采信。</translation>
    </message>
    <message>
      <source>Fingerprint of {society}</source>
      <translation>{society}的证书指纹</translation>
    </message>
    <message>
      <source>Checked {time} without a trust list.</source>
      <translation>核对于 {time}，没有用信任名单。</translation>
    </message>
    <message>
      <source>Checked {time} against trust list {number} of {date}. Check again when the list is newer.</source>
      <translation>核对于 {time}，信任名单第 {number} 版（{date}）。名单更新后可重新核对。</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Shown</source>
      <translation>所写</translation>
    </message>
    <message>
      <source>From the marks</source>
      <translation>应为</translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>另有 %n 项</numerusform>
      </translation>
    </message>
    <message>
      <source>{trusted} of {all} by certificates of the society</source>
      <translation>{all} 个签名，其中 {trusted} 个由学会签发的证书作出</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>身份</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>Meaning</source>
      <translation>含义</translation>
    </message>
    <message>
      <source>Verdict</source>
      <translation>结论</translation>
    </message>
    <message>
      <source>Fingerprint {groups}</source>
      <translation>指纹 {groups}</translation>
    </message>
    <message numerus="yes">
      <source>%n file(s), each under the signature by its SHA-256</source>
      <translation>
        <numerusform>%n 个文件，各以 SHA-256 列入签名</numerusform>
      </translation>
    </message>
    <message>
      <source>recomputed from the signed marks, equal</source>
      <translation>由签名的评分重新计算，一致</translation>
    </message>
    <message>
      <source>could not be affirmed</source>
      <translation>无法确认</translation>
    </message>
  </context>
  <context>
    <name>VerdictCounts</name>
    <message numerus="yes">
      <source>%n case(s)</source>
      <translation>
        <numerusform>%n 件</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n part(s)</source>
      <translation>
        <numerusform>%n 部分</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>own assessment, %n sheet(s)</source>
      <translation>
        <numerusform>独自评定，%n 张评分表</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>the panel's recommendation, %n case(s)</source>
      <translation>
        <numerusform>提出小组建议，%n 件</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>hands out %n case(s)</source>
      <translation>
        <numerusform>发出案卷，%n 件</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>另有 %n 项</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>VerifyPage</name>
    <message>
      <source>open a file</source>
      <translation>打开文件</translation>
    </message>
    <message>
      <source>copy commands</source>
      <translation>复制命令</translation>
    </message>
    <message>
      <source>print</source>
      <translation>打印</translation>
    </message>
    <message>
      <source>Verifying {name}</source>
      <translation>正在核验 {name}</translation>
    </message>
    <message>
      <source>Validity sheet written.</source>
      <translation>效力说明已写出。</translation>
    </message>
    <message>
      <source>Certificate written.</source>
      <translation>证书已写出。</translation>
    </message>
    <message>
      <source>Open a file...</source>
      <translation>打开文件...</translation>
    </message>
    <message>
      <source>Drop a signed file here</source>
      <translation>把签名文件拖到这里</translation>
    </message>
    <message>
      <source>A package, a Word or Excel document, a trust list: from this program or any other.</source>
      <translation>签名包、Word 或 Excel 文档、信任名单都可以，不限于本程序所制。</translation>
    </message>
    <message>
      <source>Only its recipients can open it. If you are one, type the passphrase of your identity.</source>
      <translation>只有收件人能打开。若您是收件人，请输入您的身份口令。</translation>
    </message>
    <message>
      <source>Passphrase of your identity</source>
      <translation>身份口令</translation>
    </message>
    <message>
      <source>Open and verify</source>
      <translation>打开并核验</translation>
    </message>
    <message>
      <source>Verify</source>
      <translation>核验</translation>
    </message>
    <message>
      <source>who signed, in which role, when, and whether it holds</source>
      <translation>谁以什么身份、什么时间签的，是否成立</translation>
    </message>
    <message>
      <source>Other trust list...</source>
      <translation>另选信任名单...</translation>
    </message>
    <message>
      <source>{name} is sealed</source>
      <translation>{name} 已加封</translation>
    </message>
    <message>
      <source>A signed file</source>
      <translation>签名文件</translation>
    </message>
    <message>
      <source>Signed files</source>
      <translation>签名文件</translation>
    </message>
    <message>
      <source>Trust list or certificate</source>
      <translation>信任名单或证书</translation>
    </message>
    <message>
      <source>Validity sheet</source>
      <translation>效力说明</translation>
    </message>
    <message>
      <source>Certificate of the society</source>
      <translation>学会证书</translation>
    </message>
  </context>
  <context>
    <name>ViewBar</name>
    <message>
      <source>Name, pinyin, number</source>
      <translation>姓名、拼音、编号</translation>
    </message>
    <message>
      <source>Name, pinyin, number, grade, field</source>
      <translation>姓名、拼音、编号、等级、专业</translation>
    </message>
    <message>
      <source>Look for a case</source>
      <translation>查找案卷</translation>
    </message>
    <message>
      <source>Round</source>
      <translation>轮次</translation>
    </message>
    <message>
      <source>Cases shown</source>
      <translation>所列案卷</translation>
    </message>
    <message>
      <source>All cases</source>
      <translation>全部案卷</translation>
    </message>
    <message>
      <source>To declare</source>
      <translation>待声明</translation>
    </message>
    <message>
      <source>To do</source>
      <translation>待办</translation>
    </message>
    <message>
      <source>Started</source>
      <translation>进行中</translation>
    </message>
    <message>
      <source>All signed</source>
      <translation>已全部签名</translation>
    </message>
    <message>
      <source>Flagged by me</source>
      <translation>我标记的</translation>
    </message>
    <message>
      <source>Absent, withdrawn, recused</source>
      <translation>缺席、撤回、回避</translation>
    </message>
    <message>
      <source>Forget this saved view</source>
      <translation>删除此视图</translation>
    </message>
    <message>
      <source>Save this view, named by the words looked for</source>
      <translation>按所查文字保存此视图</translation>
    </message>
  </context>
  <context>
    <name>Watermark</name>
    <message>
      <source>Rehearsal, not for official use</source>
      <translation>演练　不作正式使用</translation>
    </message>
  </context>
  <context>
    <name>WrittenPage</name>
    <message>
      <source>down</source>
      <translation>下一格</translation>
    </message>
    <message>
      <source>right</source>
      <translation>右一格</translation>
    </message>
    <message>
      <source>up</source>
      <translation>上一格</translation>
    </message>
    <message>
      <source>next difference</source>
      <translation>下一处分歧</translation>
    </message>
    <message>
      <source>compare</source>
      <translation>录完核对</translation>
    </message>
    <message>
      <source>undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>next pane</source>
      <translation>换栏</translation>
    </message>
    <message numerus="yes">
      <source>%n row(s) are not typed twice yet.</source>
      <translation>
        <numerusform>还有 %n 行没有录完两遍。</numerusform>
      </translation>
    </message>
    <message>
      <source>Everything agrees or has been settled.</source>
      <translation>全部一致或已定。</translation>
    </message>
    <message>
      <source>No two entries differ.</source>
      <translation>没有不同之处。</translation>
    </message>
    <message>
      <source>Entries</source>
      <translation>录入</translation>
    </message>
    <message>
      <source>What is typed in</source>
      <translation>录入内容</translation>
    </message>
    <message>
      <source>Entry</source>
      <translation>录入遍次</translation>
    </message>
    <message>
      <source>Reason, if it goes in all the same</source>
      <translation>仍要写入的理由</translation>
    </message>
    <message>
      <source>Enter on the sheets</source>
      <translation>写入评分表</translation>
    </message>
    <message>
      <source>Excel and paper</source>
      <translation>Excel 与纸质</translation>
    </message>
    <message>
      <source>Make an Excel mark sheet...</source>
      <translation>制作 Excel 录分表...</translation>
    </message>
    <message>
      <source>Read a mark sheet in...</source>
      <translation>读入录分表...</translation>
    </message>
    <message>
      <source>Score sheet for paper, Word...</source>
      <translation>纸质评分表（Word）...</translation>
    </message>
    <message>
      <source>Score sheet for paper, PDF...</source>
      <translation>纸质评分表（PDF）...</translation>
    </message>
    <message>
      <source>All my open sheets for paper, Word and PDF...</source>
      <translation>全部未锁定的评分表（Word 和 PDF）...</translation>
    </message>
    <message>
      <source>No scanned script</source>
      <translation>没有答卷扫描件</translation>
    </message>
    <message>
      <source>A scan in the dossier whose file name begins with “script” is shown here; the paper itself will do.</source>
      <translation>申请材料中文件名以“笔试答卷”或 script 开头的扫描件会显示在这里；没有时请对照纸质答卷。</translation>
    </message>
    <message>
      <source>Nothing to type in</source>
      <translation>没有要录入的内容</translation>
    </message>
    <message>
      <source>You have no written test to mark; it is also here that score sheets filled in by hand are typed.</source>
      <translation>没有分派给您的笔试；手填的纸质评分表也在这里录入。</translation>
    </message>
    <message>
      <source>On paper: {number} {name}, {method}</source>
      <translation>纸质评分表：{number} {name}，{method}</translation>
    </message>
    <message>
      <source>{paper} ({grades})</source>
      <translation>{paper}（{grades}）</translation>
    </message>
    <message>
      <source>{file} is made: fill it in, then read it in here.</source>
      <translation>已制作 {file}；填好后在这里读入。</translation>
    </message>
    <message>
      <source>Making a mark sheet</source>
      <translation>正在制作录分表</translation>
    </message>
    <message>
      <source>Reading the mark sheet</source>
      <translation>正在读入录分表</translation>
    </message>
    <message numerus="yes">
      <source>%n place(s) taken over from the mark sheet.</source>
      <translation>
        <numerusform>已采用录分表中的 %n 处。</numerusform>
      </translation>
    </message>
    <message>
      <source>Score sheets for paper</source>
      <translation>纸质评分表</translation>
    </message>
    <message numerus="yes">
      <source>%n score sheet(s) for paper in {folder}.</source>
      <translation>
        <numerusform>已在 {folder} 生成 %n 份纸质评分表。</numerusform>
      </translation>
    </message>
    <message>
      <source>Making score sheets for paper</source>
      <translation>正在生成纸质评分表</translation>
    </message>
    <message>
      <source>{file} is written.</source>
      <translation>已生成 {file}。</translation>
    </message>
    <message>
      <source>Excel workbook</source>
      <translation>Excel 工作簿</translation>
    </message>
    <message numerus="yes">
      <source>%n script(s)</source>
      <translation>
        <numerusform>%n 份答卷</numerusform>
      </translation>
    </message>
    <message>
      <source>{scripts}, codes only</source>
      <translation>{scripts}，只见卷号</translation>
    </message>
    <message>
      <source>a score sheet filled in by hand, no. {number}</source>
      <translation>手填的纸质评分表，表号 {number}</translation>
    </message>
    <message>
      <source>Written test</source>
      <translation>笔试录分</translation>
    </message>
    <message>
      <source>First entry</source>
      <translation>第一遍</translation>
    </message>
    <message>
      <source>Second entry</source>
      <translation>第二遍</translation>
    </message>
    <message>
      <source>All sheets here are locked.</source>
      <translation>这里的评分表都已锁定。</translation>
    </message>
    <message>
      <source>Everything is typed; the total on the bag is missing or does not agree.</source>
      <translation>已全部录完；袋面总分未填或不符。</translation>
    </message>
    <message>
      <source>Everything stands; it can be entered on the sheets, locked and signed.</source>
      <translation>全部核对完毕，可写入评分表，再锁定签名。</translation>
    </message>
    <message>
      <source>{ready} of {all} rows stand.</source>
      <translation>{all} 行中已核定 {ready} 行。</translation>
    </message>
    <message>
      <source>Until a row is typed twice the other entry stays covered.</source>
      <translation>未录完的行，另一遍不显示。</translation>
    </message>
    <message>
      <source> The two are typed by different people.</source>
      <translation>两遍由不同的人录入。</translation>
    </message>
    <message numerus="yes">
      <source> %n case(s) wait for your declaration.</source>
      <translation>
        <numerusform>另有 %n 份待您先作声明。</numerusform>
      </translation>
    </message>
    <message>
      <source>Script {label}</source>
      <translation>{label} 卷面</translation>
    </message>
    <message>
      <source>{where}: settled as {value}</source>
      <translation>{where}：已定为 {value}</translation>
    </message>
    <message>
      <source>{where}: the entries differ</source>
      <translation>{where}：两遍不同</translation>
    </message>
    <message>
      <source>{where}: both say {value}</source>
      <translation>{where}：两遍都是 {value}</translation>
    </message>
    <message>
      <source>First {first}, second {second}.</source>
      <translation>第一遍 {first}，第二遍 {second}。</translation>
    </message>
    <message>
      <source> Both stay in the record, whichever is kept.</source>
      <translation>无论取哪个，两次录入都保留。</translation>
    </message>
    <message>
      <source> With {value} the total on the bag agrees.</source>
      <translation>取 {value} 时与袋面总分相符。</translation>
    </message>
    <message>
      <source>The comment is too long.</source>
      <translation>评语过长。</translation>
    </message>
    <message>
      <source>“{value}” is none of the judgements; type its number, 1 to {most}.</source>
      <translation>“{value}”不是总评选项，请填序号 1 至 {most}。</translation>
    </message>
    <message>
      <source>“{value}” is no level; type 0 to {top}, or N for not sought.</source>
      <translation>“{value}”不是等级，请填 0 至 {top}，未考察填 N。</translation>
    </message>
    <message>
      <source>{value} is over the maximum of {subject}, {maximum}.</source>
      <translation>{value} 超过 {subject} 的满分 {maximum}。</translation>
    </message>
    <message>
      <source>{subject} is marked in steps of {step}; {value} lies between.</source>
      <translation>{subject} 以 {step} 分为单位，不能是 {value}。</translation>
    </message>
    <message>
      <source>“{value}” is not a number from 0 to {maximum}.</source>
      <translation>“{value}”不是 0 至 {maximum} 的分数。</translation>
    </message>
    <message>
      <source>{subject} of {row}</source>
      <translation>{row} 的 {subject}</translation>
    </message>
    <message>
      <source>Total of {aspect}</source>
      <translation>{aspect} 总分</translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s) filled; they can be locked and signed.</source>
      <translation>
        <numerusform>已写入 %n 张评分表，可以锁定签名。</numerusform>
      </translation>
    </message>
    <message>
      <source>The sheets say this already.</source>
      <translation>评分表已是这样，没有改动。</translation>
    </message>
  </context>
  <context>
    <name>WrittenTable</name>
    <message>
      <source>First entry</source>
      <translation>第一遍</translation>
    </message>
    <message>
      <source>Second entry</source>
      <translation>第二遍</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>核对</translation>
    </message>
    <message>
      <source>Indicator</source>
      <translation>指标</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>卷号</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>nothing typed</source>
      <translation>未录</translation>
    </message>
    <message>
      <source>covered</source>
      <translation>已遮盖</translation>
    </message>
    <message>
      <source>Agrees</source>
      <translation>一致</translation>
    </message>
    <message>
      <source>Typed</source>
      <translation>已录</translation>
    </message>
    <message>
      <source>Second entry under way</source>
      <translation>正在录第二遍</translation>
    </message>
    <message>
      <source>Second entry awaited</source>
      <translation>待录第二遍</translation>
    </message>
    <message>
      <source>First entry under way</source>
      <translation>正在录第一遍</translation>
    </message>
    <message>
      <source>Settled</source>
      <translation>已定</translation>
    </message>
    <message>
      <source>Settled: {values}</source>
      <translation>定为 {values}</translation>
    </message>
    <message>
      <source>{count} places differ</source>
      <translation>{count} 处不同</translation>
    </message>
    <message>
      <source>{subject} differs</source>
      <translation>{subject}不同</translation>
    </message>
    <message>
      <source>{subject} by {gap}, digits changed about?</source>
      <translation>{subject} 差 {gap}，数字前后颠倒？</translation>
    </message>
    <message>
      <source>{subject} differs by {gap}</source>
      <translation>{subject} 差 {gap}</translation>
    </message>
  </context>
</TS>
