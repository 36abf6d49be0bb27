"""What people say on the phone to a business: invented, in Hebrew, in English and mixed."""

from __future__ import annotations

import random
from dataclasses import dataclass

MAX_CHARACTERS = 33_000


@dataclass(frozen=True, slots=True)
class Talk:
    """The text of one call."""

    transcript: str
    summary: str
    sentiment: str


_ENGLISH_OPENINGS = (
    "Good afternoon, about the {month} invoice, I cannot find number {number} anywhere.",
    "Hello, returning your call about the deposit for the order.",
    "We agreed on a delivery every Sunday, and this week nothing came.",
    "Hello, I am calling about invoice {number}. We received it this morning, but the amount "
    "does not match what was agreed.",
    "Can you send me the receipts for {month}? Our accountant is waiting for them.",
    "Let us go over the budget line by line, I have the sheet open in front of me.",
    "I sent the signed agreement by e-mail on {day}, did it arrive?",
    "The refund was approved, it will be with you within three working days.",
    "The parts cost more than the estimate, so I wanted to ask before we order.",
    "Please confirm the order number, I have {number} written down here.",
    "The parcel is at the depot, they need a phone number of somebody who is there until four.",
    "About the cancelled event, we would like to move the down payment to a new date.",
    "I was charged twice on the same day, {amount} shekels each time.",
    "We need the tax invoice in the name of the company, with the number of the company on it.",
    "Only checking that the transfer of {amount} went through.",
)  # fmt: skip
_ENGLISH_MIDDLES = (
    "You wrote {amount} and on the order it says {other}. I think that two digits were swapped "
    "on the invoice.",
    "You are right, I see it now. I will cancel it and issue a new invoice today, with the same "
    "date if that is possible.",
    "Please send it to this phone too, and we will pay by the end of the month.",
    "Of course. I will also attach the delivery note, so that your bookkeeper can close it "
    "without asking again.",
    "That would help, the last invoice came without one and we waited two weeks.",
    "The standing order is for {amount} including VAT, it has been like that since {month}.",
    "Is that before VAT or with VAT? The difference comes to almost {other}.",
    "The driver was there on {day} at seven in the morning and nobody opened.",
    "I have written it down. Number {number}, {amount} shekels, net thirty days.",
    "Our bank details have not changed, they stand at the foot of every invoice.",
    "If you pay by card there is a fee of one and a half percent, by transfer there is none.",
    "We keep the original, you get a true copy. The law says so.",
    "Could you split it into two payments, half now and half on the first of next month?",
    "The quantity is right, it is the price of a unit that is from the old price list.",
    "I am looking at the ledger now. There is a credit of {other} from {month} that nobody used.",
)  # fmt: skip
_ENGLISH_CLOSINGS = (
    "Thank you very much, have a good day.",
    "Thanks, I will wait for your message.",
    "Fine, we will talk on {day}.",
    "All right. If anything is missing, call me on this number.",
)
_HEBREW_OPENINGS = (
    "שלום, לגבי החשבונית של {month_he}, נדמה לי שהסכום לא נכון.",
    "היי, חוזר אליך בקשר למקדמה עבור התיקון.",
    "סיכמנו על משלוח בכל יום ראשון, והמחיר אמור להישאר אותו דבר.",
    "שלום, אני מתקשרת בקשר לחשבונית {number}. קיבלנו אותה הבוקר, אבל הסכום לא תואם למה שסוכם.",
    "אפשר לשלוח לי שוב את הקבלות של הרבעון? רואה החשבון מחכה להן.",
    "בוא נעבור על התקציב סעיף אחר סעיף, הטבלה פתוחה מולי.",
    "שלחתי את ההסכם החתום בדוא״ל ביום {day_he}, הוא הגיע?",
    "ההחזר אושר, הוא יגיע לחשבון בתוך שלושה ימי עסקים.",
    "החלקים עלו יותר מההערכה שנתנו בהתחלה, אז רציתי לשאול לפני שמזמינים.",
    "נא לאשר את מספר ההזמנה, אצלי רשום {number}.",
    "החבילה במחסן, הם צריכים כתובת מדויקת ומספר טלפון של מישהו שנמצא עד ארבע.",
    "לגבי האירוע שבוטל, נשמח לקבל את המקדמה בחזרה או להעביר אותה לתאריך חדש.",
    "חייבו אותי פעמיים באותו יום, בשתי הפעמים {amount} שקלים.",
    "אנחנו צריכים חשבונית מס על שם החברה, עם מספר הח״פ.",
    "רק מוודאת שההעברה על סך {amount} עברה, תודה רבה.",
)
_HEBREW_MIDDLES = (
    "כתבתם {amount} ובהזמנה כתוב {other}. נראה לי ששתי ספרות התחלפו בחשבונית.",
    "את צודקת, אני רואה את זה עכשיו. אבטל אותה ואוציא חשבונית חדשה היום, עם אותו תאריך אם אפשר.",
    "אפשר לשלוח אותה גם לטלפון הזה, ואנחנו נשלם עד סוף החודש.",
    "בטח. אצרף גם את תעודת המשלוח, כדי שמנהלת החשבונות תוכל לסגור את זה בלי לשאול שוב.",
    "זה יעזור, החשבונית הקודמת הגיעה בלי תעודה וחיכינו שבועיים.",
    "הוראת הקבע היא על {amount} כולל מע״מ, ככה זה מאז {month_he}.",
    "זה לפני מע״מ או אחרי? ההפרש הוא כמעט {other}.",
    "הנהג היה שם ביום {day_he} בשבע בבוקר ואף אחד לא פתח.",
    "רשמתי. מספר {number}, {amount} שקלים, שוטף פלוס שלושים.",
    "פרטי הבנק שלנו לא השתנו, הם מופיעים בתחתית של כל חשבונית.",
    "ה-PDF שקיבלתי לא נפתח, אפשר לשלוח אותו שוב כ-scan או כתמונה ב-WhatsApp?",
    "המקור נשאר אצלנו, אתם מקבלים העתק נאמן למקור. ככה החוק אומר.",
    "אפשר לחלק לשני תשלומים, חצי עכשיו וחצי באחד לחודש הבא?",
    "הכמות נכונה, המחיר ליחידה הוא לפי ה-price list הישן.",
    "אני מסתכל עכשיו בכרטסת. יש זיכוי של {other} מ{month_he} שאף אחד לא ניצל.",
)
_HEBREW_CLOSINGS = (
    "תודה רבה, יום נעים.",
    "תודה, אחכה להודעה שלך.",
    "בסדר גמור, נדבר ביום {day_he}.",
    "טוב. אם חסר משהו, תתקשרו למספר הזה.",
)
_ENGLISH_SUMMARIES = (
    "The customer asks for a corrected invoice {number}: the amount should be ₪{amount}. They "
    "will pay by the end of the month.",
    "Delivery was missed on {day}. A new time was agreed; the delivery note will be sent with it.",
    "A refund of ₪{amount} was promised. The original receipt {number} is still to be sent.",
    "Asked for the receipts of {month} for the accountant. They will be sent by e-mail today.",
)
_HEBREW_SUMMARIES = (
    "הלקוח מבקש לתקן את חשבונית {number}: הסכום צריך להיות {amount} ₪. הם ישלמו עד סוף החודש.",
    "המשלוח של יום {day_he} לא הגיע. נקבע מועד חדש; תעודת המשלוח תצורף.",
    "הובטח החזר של {amount} ₪. הקבלה המקורית {number} עוד צריכה להישלח.",
    "התבקשו הקבלות של {month_he} עבור רואה החשבון. הן יישלחו היום בדוא״ל.",
)
_MONTHS = ("August", "September", "October", "November")
_MONTHS_HE = ("אוגוסט", "ספטמבר", "אוקטובר", "נובמבר")
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday")
_DAYS_HE = ("ראשון", "שני", "שלישי", "רביעי", "חמישי")
_SENTIMENTS = ("positive", "neutral", "neutral", "negative")

_ENGLISH = (_ENGLISH_OPENINGS, _ENGLISH_MIDDLES, _ENGLISH_CLOSINGS, _ENGLISH_SUMMARIES)
_HEBREW = (_HEBREW_OPENINGS, _HEBREW_MIDDLES, _HEBREW_CLOSINGS, _HEBREW_SUMMARIES)


def talk(source: random.Random, hebrew: bool, seconds: int, endless: bool = False) -> Talk:
    """The talk of a call of `seconds`; an `endless` one is as long as transcripts get."""
    openings, middles, closings, summaries = _HEBREW if hebrew else _ENGLISH
    words = _words(source)
    sentences = [source.choice(openings)]
    if endless:
        # Both languages, as when a call is handed from one person to another.
        sentences += source.choices(_HEBREW_MIDDLES + _ENGLISH_MIDDLES, k=source.randint(330, 420))
    else:
        sentences += source.choices(middles, k=max(1, min(seconds // 45, 24)))
    sentences.append(source.choice(closings))
    text = "\n".join(sentences).format_map(words)[:MAX_CHARACTERS]
    return Talk(text, source.choice(summaries).format_map(words), source.choice(_SENTIMENTS))


def _words(source: random.Random) -> dict[str, str]:
    month, day = source.randrange(len(_MONTHS)), source.randrange(len(_DAYS))
    return {
        "number": str(source.randint(1000, 9999)),
        "amount": f"{source.randint(4000, 990000) / 100:,.2f}",
        "other": f"{source.randint(4000, 990000) / 100:,.2f}",
        "month": _MONTHS[month],
        "month_he": _MONTHS_HE[month],
        "day": _DAYS[day],
        "day_he": _DAYS_HE[day],
    }
