<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
    <name>CaseTable</name>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
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
      <source>Declare</source>
      <translation>声明</translation>
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
      <translation>您与候选人的关系</translation>
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
    <name>DeskWindow</name>
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
      <source>Application</source>
      <translation>申请表</translation>
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
      <source>Another workspace...</source>
      <translation>别的工作区...</translation>
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
      <source>Back to where you left off. The workspace is encrypted; only its passphrase opens it.</source>
      <translation>回到上次离开的地方。工作区已加密，只有口令能打开。</translation>
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
      <source>Assess engineers' competency without a network; everything stays in your own encrypted workspace.</source>
      <translation>不用网络评价工程能力，全部内容只在您自己的加密工作区里。</translation>
    </message>
    <message>
      <source>Identity file</source>
      <translation>身份文件</translation>
    </message>
    <message>
      <source>Identities (*.p12);;All files (*)</source>
      <translation>身份文件 (*.p12);;所有文件 (*)</translation>
    </message>
    <message>
      <source>Trust list</source>
      <translation>信任名单</translation>
    </message>
    <message>
      <source>Trust lists (*.p7s);;All files (*)</source>
      <translation>信任名单 (*.p7s);;所有文件 (*)</translation>
    </message>
    <message>
      <source>Open a workspace</source>
      <translation>打开工作区</translation>
    </message>
    <message>
      <source>Workspaces (*.assessdb);;All files (*)</source>
      <translation>工作区 (*.assessdb);;所有文件 (*)</translation>
    </message>
    <message>
      <source>Caps Lock is on</source>
      <translation>大写锁定已打开</translation>
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
    <name>FlowView</name>
    <message>
      <source>[A drawing that cannot be shown here; open the paper in the system program to see it]</source>
      <translation>［此处有一幅图，这里无法显示；请用系统程序打开原件查看］</translation>
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
      <source>The reason is missing</source>
      <translation>缺理由</translation>
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
    <name>MatrixView</name>
    <message>
      <source>Marks</source>
      <translation>评分</translation>
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
      <source>Hand over</source>
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
      <source>Verify</source>
      <translation>核验</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
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
    <name>PinBadge</name>
    <message>
      <source>Pin {label}</source>
      <translation>证据 {label}</translation>
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
    <message>
      <source>Take in score packages...</source>
      <translation>接收评分包...</translation>
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
      <source>Your own sheet; it lies on this computer and is not locked yet.</source>
      <translation>这是您本人的评分，就在本机，尚未锁定。</translation>
    </message>
    <message>
      <source>Finish it</source>
      <translation>去补完</translation>
    </message>
    <message>
      <source>Your own sheet is locked. Make your score package, then take it in here.</source>
      <translation>您本人的评分已锁定。请先制作评分包，再在这里接收。</translation>
    </message>
    <message>
      <source>Hand over</source>
      <translation>签交</translation>
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
      <source>Nothing of theirs has been taken in; %n sheet(s) are due.</source>
      <translation>
        <numerusform>尚未收到此人的评分包；应有 %n 份评分。</numerusform>
      </translation>
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
    <message numerus="yes">
      <source>Verify and take in %n file(s)</source>
      <translation>
        <numerusform>核验并接收 %n 个文件</numerusform>
      </translation>
    </message>
    <message>
      <source>{due} due, {locked} locked and signed, {missing} missing</source>
      <translation>应有 {due} 份，已锁并签名 {locked} 份，缺 {missing} 份</translation>
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
      <translation>候选人</translation>
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
      <source>Trainee, open</source>
      <translation>见习，未交</translation>
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
      <source>{count} missing</source>
      <translation>缺 {count} 份</translation>
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
      <source>pin on {code}</source>
      <translation>{code} 的证据</translation>
    </message>
  </context>
  <context>
    <name>ScoreSheet</name>
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
      <source>Why it is reopened</source>
      <translation>重新打开的理由</translation>
    </message>
    <message>
      <source>Reopen</source>
      <translation>重新打开</translation>
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
    <message numerus="yes">
      <source>%n missing</source>
      <translation>
        <numerusform>还差 %n 项</numerusform>
      </translation>
    </message>
    <message>
      <source>ready</source>
      <translation>可签名</translation>
    </message>
    <message>
      <source>Nothing is missing.</source>
      <translation>没有缺项。</translation>
    </message>
    <message>
      <source>Version {number}</source>
      <translation>第 {number} 版</translation>
    </message>
    <message>
      <source>Assessor</source>
      <translation>评委</translation>
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
      <source>The score package is written and sealed for the chair.</source>
      <translation>评分包已写好，并为组长加封。</translation>
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
      <source>declare</source>
      <translation>声明</translation>
    </message>
    <message>
      <source>pages</source>
      <translation>各页</translation>
    </message>
    <message>
      <source>The package is sealed for you; type your passphrase to open it.</source>
      <translation>包是为您加封的，请输入口令再打开。</translation>
    </message>
    <message>
      <source>Taking the case package in</source>
      <translation>正在接收案卷包</translation>
    </message>
    <message>
      <source>The case package is taken in.</source>
      <translation>案卷包已接收。</translation>
    </message>
    <message>
      <source>Declare, then read.</source>
      <translation>请先声明，再阅卷。</translation>
    </message>
    <message>
      <source>Filter by name, pinyin, number, field</source>
      <translation>按姓名、拼音、编号、专业筛选</translation>
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
      <source>Take a case package in</source>
      <translation>接收案卷包</translation>
    </message>
    <message>
      <source>Drop the file from the society here, or choose it.</source>
      <translation>把秘书处给的文件拖到这里，或选择文件。</translation>
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
      <source>Today</source>
      <translation>今日</translation>
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
      <source>Open a case package</source>
      <translation>打开案卷包</translation>
    </message>
    <message>
      <source>Packages (*.p7m *.asice);;All files (*)</source>
      <translation>包 (*.p7m *.asice);;所有文件 (*)</translation>
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
