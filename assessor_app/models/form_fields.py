"""The registration form's fields: what each is called in both languages, and the tag that names it in the Word file.

The page is the one printed with the society's notice (工程能力评价/国际工程师资质认证报名表, Registration Form for
Professional Registration); the annex asks for what a grade's conditions need. The blank form is drawn from these values and
read back by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assessor_app.models.dossier import Application
from assessor_app.models.language import Text

STATEMENT_LIMIT: Final = 300
"""Most characters of the personal description, blanks not counted (字数在 300 以内)."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field. ``aliases`` are other words under which forms filled by hand carry it."""

    id: str
    label: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick: what it stands for, and the words beside it."""

    id: str
    label: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledForm:
    """Everything a form says: the application, and what the annex adds about the person."""

    application: Application
    grade: str = ""
    birth_year: int | None = None
    membership: str = ""


TITLE: Final = Text(zh="工程能力评价/国际工程师资质认证报名表", en="Registration Form for Professional Registration")

PERSONAL: Final = (
    FormField("name", Text(zh="姓名", en="Name"), ("Full name", "申请人姓名")),
    FormField("gender", Text(zh="性别", en="Gender"), ("Sex",)),
    FormField("job_title", Text(zh="职务/职称", en="Job Title"), ("职务", "职称", "职务职称")),
    FormField("expertise", Text(zh="所属行业", en="Expertise"), ("专业领域", "Field", "Industry")),
    FormField("mobile", Text(zh="手机", en="Contact"), ("手机号码", "手机号", "Mobile", "移动电话")),
    FormField("company", Text(zh="单位名称", en="Company"), ("工作单位", "Employer")),
    FormField("company_address", Text(zh="单位地址", en="Company address"), ("Address", "通讯地址")),
    FormField("phone", Text(zh="单位电话", en="Phone"), ("电话", "Telephone", "Tel")),
    FormField("email", Text(zh="邮箱", en="Email"), ("电子邮箱", "电子邮件", "E-mail", "Mail")),
    FormField("english_level", Text(zh="英文水平", en="English level"), ("英语水平",)),
    FormField("interview_in_english", Text(zh="是否全英文面试", en="English interview"), ("全英文面试",)),
)

INTERVIEW_CHOICES: Final = (
    Choice("yes", Text(zh="可以", en="ok")),
    Choice("no", Text(zh="需要翻译", en="with translation"), ("需翻译", "translation")),
)

SECTIONS: Final = (
    FormField("personal", Text(zh="个人信息", en="Personal information")),
    FormField("education", Text(zh="教育经历", en="Education")),
    FormField("career", Text(zh="工作经历", en="Career History")),
    FormField("statement", Text(zh="个人描述", en="Personal description"), ("个人陈述", "Personal statement")),
    FormField("annex", Text(zh="申报条件补充页", en="Annex: what the grade asks for")),
    FormField("cpd", Text(zh="继续教育学时", en="CPD hours by year"), ("继续教育",)),
    FormField("referees", Text(zh="推荐人", en="Referees")),
    FormField("claims", Text(zh="自评等级", en="Levels claimed")),
    FormField("truth", Text(zh="本人声明", en="Declaration")),
)

SECTION_NOTES: Final = {
    "education": Text(zh="仅填写最高学历及学位", en="Only fill in highest Engineering degree(s) and qualification(s)"),
    "career": Text(zh="仅填写近5年工作经历", en="Only fill in latest 5 years career history"),
    "statement": Text(
        zh="填写个人获得奖项，专利发表，论文发表等情况", en="Award, patents, paper published etc. 字数在300以内"
    ),
    "cpd": Text(zh="按自然年填写", en="by calendar year"),
    "referees": Text(zh="了解本人工作的同行，不得为亲属", en="peers who know your work; no relatives"),
    "claims": Text(
        zh="编号与等级见评价方案，如 K1 3",
        en="codes and levels as in the scheme, e.g. K1 3",
    ),
}

PERIOD: Final = FormField(
    "period", Text(zh="开始 结束", en="Start End"), ("起止时间", "起止年月", "时间", "Period", "Date", "Dates")
)

EDUCATION: Final = (
    PERIOD,
    FormField("qualification", Text(zh="学历", en="Qualifications"), ("学历学位", "学位", "Qualification", "Degree")),
    FormField("course", Text(zh="所学专业", en="Course"), ("专业", "Major")),
    FormField("school", Text(zh="毕业院校", en="Educational Establishment"), ("学校", "School", "University")),
)

CAREER: Final = (
    PERIOD,
    FormField("company", Text(zh="工作单位", en="Company"), ("单位", "Employer")),
    FormField("position", Text(zh="工作职位", en="Job Title"), ("职位", "职务", "Position")),
    FormField("duties", Text(zh="工作职责", en="Responsibilities"), ("职责", "Duties")),
)

EDUCATION_ROWS: Final = 2
CAREER_ROWS: Final = 4
CPD_YEARS: Final = 5
REFEREE_ROWS: Final = 3

ANNEX: Final = (
    FormField("grade", Text(zh="申报等级", en="Grade applied for"), ("申请等级", "Grade")),
    FormField("birth_year", Text(zh="出生年份", en="Year of birth"), ("出生年", "出生年月", "Date of birth")),
    FormField(
        "membership", Text(zh="学会会员", en="Membership"), ("会员号", "会员编号", "学会会员号", "Membership number")
    ),
    FormField("accredited", Text(zh="经工程教育认证的学历", en="Accredited programme")),
    FormField("in_charge", Text(zh="负责重要工程的经历", en="Responsible charge")),
)

GRADES: Final = ("AE", "PE", "SPE", "CEng", "IEng", "EngTech")

CPD: Final = (
    FormField("year", Text(zh="年份", en="Year"), ("年度",)),
    FormField("hours", Text(zh="学时", en="Hours"), ("小时",)),
)

REFEREES: Final = (
    FormField("referee_name", Text(zh="姓名", en="Name")),
    FormField("referee_post", Text(zh="单位及职务", en="Employer and post"), ("单位和职务", "工作单位")),
    FormField("referee_contact", Text(zh="联系方式", en="Contact"), ("电话", "手机")),
)

CLAIMS: Final = (
    FormField("indicator", Text(zh="指标", en="Item"), ("Indicator",)),
    FormField("level", Text(zh="等级", en="Level")),
)

LABELS: Final = {
    field.id: field.label for field in (*EDUCATION, *CAREER, *CPD, *REFEREES, *CLAIMS, *SECTIONS, *ANNEX, *PERSONAL)
}
"""The words for a field in a sentence about it."""


def bilingual(text: Text) -> str:
    """Both languages side by side, as on the form."""
    return f"{text.zh} {text.en}"
