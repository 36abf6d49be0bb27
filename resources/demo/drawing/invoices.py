"""The invented invoices: who sends them, for what, and the words on them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Invoice:
    """What one drawn invoice is about."""

    id: str
    vendor: str
    hebrew: bool
    colour: str
    mark: str
    currency: str
    amounts: tuple[int, int]
    number: str
    items: tuple[tuple[str, str, int], ...]
    vat: int = 18
    title: str = ""
    pages: int = 1
    note: str = ""
    preview: bool = True


WORDS_HE = {
    "title": "חשבונית מס / קבלה", "number": "מספר", "day": "תאריך", "original": "מקור", "to": "לכבוד:",
    "customer": "עסק לדוגמה בע״מ", "street": "רחוב הדוגמה 12, העיר לדוגמה", "vat_id": "ח.פ. 000000000",
    "phone": "טלפון 03-555-0100", "item": "פריט", "quantity": "כמות", "amount": "סכום",
    "net": "סה״כ לפני מע״מ",
    "vat": "מע״מ {vat}%",
    "total": "סה״כ לתשלום", "paid": "אמצעי תשלום: כרטיס אשראי, 4 ספרות אחרונות 0000",
    "thanks": "תודה שקניתם אצלנו.", "page": "עמוד {page} מתוך {pages}",
}  # fmt: skip
WORDS_EN = {
    "title": "Invoice", "number": "No.", "day": "Date", "original": "Paid", "to": "Bill to:",
    "customer": "Sample Business Ltd", "street": "12 Example Street, Sampleville", "vat_id": "VAT 000000000",
    "phone": "Phone +972-3-555-0100", "item": "Item", "quantity": "Qty", "amount": "Amount", "net": "Net",
    "vat": "VAT {vat}%", "total": "Total", "paid": "Paid by card ending 0000.",
    "thanks": "Thank you for your business.", "page": "Page {page} of {pages}",
}  # fmt: skip

INVOICES = (
    Invoice(
        "office-supplies",
        "ציוד משרדי לדוגמה",
        True,
        "#3b6b57",
        "ring",
        "ILS",
        (18_000, 240_000),
        "{year}-{n}",
        (
            ("נייר A4, 80 גרם, 5 חבילות", "5", 12),
            ("טונר שחור", "2", 46),
            ("קלסרים, אריזת 10", "3", 15),
            ("עטים כחולים, אריזת 50", "1", 7),
            ("כיסא משרדי, משענת", "1", 20),
        ),
        pages=2,
    ),
    Invoice(
        "example-hosting",
        "Example Hosting",
        False,
        "#7d5a38",
        "square",
        "USD",
        (1_400, 9_900),
        "EX-{year}-{n}",
        (
            ("Virtual server, 4 cores", "1", 14),
            ("Storage, 200 GB", "1", 6),
            ("Domain example.test, yearly share", "1", 2),
            ("Nightly backup", "1", 2),
        ),
        vat=0,
        pages=3,
    ),
    Invoice(
        "demo-print",
        "דפוס הדגמה",
        True,
        "#8a2f4a",
        "bars",
        "ILS",
        (60_000, 420_000),
        "{n}/{year}",
        (
            ("כרטיסי ביקור, 500 יח׳", "1", 20),
            ("עלון צבעוני A5, 1,000 יח׳", "1", 55),
            ("עיצוב גרפי, שעות", "3", 25),
        ),
    ),
    Invoice(
        "demo-telecom",
        "תקשורת הדגמה",
        True,
        "#1f5c99",
        "waves",
        "ILS",
        (8_900, 48_000),
        "T{n}",
        (("קו עסקי, דמי מנוי", "3", 60), ("אינטרנט סיבים 1000/100", "1", 35), ("שיחות לחו״ל", "12", 5)),
        pages=2,
    ),
    Invoice(
        "sample-software",
        "Sample Software",
        False,
        "#33427a",
        "dots",
        "USD",
        (2_000, 36_000),
        "INV{n}",
        (("Team plan, monthly", "4", 70), ("Extra seats", "2", 20), ("Priority support", "1", 10)),
        vat=0,
    ),
    Invoice(
        "sample-credit",
        "תוכנה לדוגמה",
        True,
        "#33427a",
        "dots",
        "USD",
        (-24_000, -3_000),
        "CR{n}",
        (("זיכוי על רישיון שלא נוצל", "1", 100),),
        title="חשבונית זיכוי",
        note="הזיכוי יועבר לכרטיס האשראי.",
    ),
    Invoice(
        "demo-insurance",
        "ביטוח לדוגמה",
        True,
        "#255f6e",
        "shield",
        "ILS",
        (120_000, 640_000),
        "P-{n}",
        (("ביטוח עסק, פרמיה חודשית", "1", 70), ("ביטוח אחריות מקצועית", "1", 30)),
        vat=0,
        title="דרישת תשלום",
        pages=2,
    ),
    Invoice(
        "example-travel",
        "Example Travel",
        False,
        "#a0522d",
        "shield",
        "EUR",
        (9_000, 180_000),
        "ET-{n}",
        (("Train, return, 2nd class", "2", 55), ("Hotel, 2 nights", "1", 40), ("City tax", "2", 5)),
        vat=0,
    ),
    Invoice(
        "sample-cleaning",
        "ניקיון לדוגמה",
        True,
        "#4b7f34",
        "ring",
        "ILS",
        (32_000, 96_000),
        "{year}{n}",
        (("ניקיון משרד, ביקור שבועי", "4", 80), ("ניקוי חלונות", "1", 20)),
        preview=False,
    ),
    Invoice(
        "demo-couriers",
        "Demo Couriers",
        False,
        "#b3591c",
        "bars",
        "ILS",
        (3_200, 24_000),
        "DC-{n}",
        (("Same-day delivery, city", "3", 60), ("Insurance up to 1,000", "1", 15), ("Return trip", "1", 25)),
        title="Tax invoice / receipt",
    ),
    Invoice(
        "garage-demo",
        "מוסך הדגמה",
        True,
        "#444b55",
        "square",
        "ILS",
        (45_000, 520_000),
        "{n}",
        (
            ("טיפול 30,000 ק״מ", "1", 40),
            ("רפידות בלם קדמיות", "1", 30),
            ("שמן מנוע 5W-30, ליטר", "5", 18),
            ("שעות עבודה", "2", 12),
        ),
    ),
)


TERMS_TITLE = {True: "תנאים כלליים", False: "General terms"}
TERMS = {
    True: (
        "התשלום הוא בתוך שלושים יום מסוף החודש, אלא אם סוכם אחרת בכתב.",
        "הבעלות בסחורה עוברת לקונה רק לאחר תשלום מלא.",
        "יש להודיע על פגם בתוך שבעה ימים מיום הקבלה.",
        "איחור בתשלום מחויב בריבית כפי שנקבעה בחוק.",
        "ביטול הזמנה לאחר אישורה מחויב בדמי טיפול.",
        "השירות ניתן בשעות העבודה הרגילות, ימים א׳ עד ה׳.",
        "מסמך זה נערך לצורך הדגמה בלבד ואין לו תוקף.",
        "המחירים נקובים לפני מע״מ, אלא אם נכתב אחרת.",
    ),
    False: (
        "Payment is due within thirty days of the date of this invoice.",
        "Goods remain the property of the seller until they are paid in full.",
        "Defects are to be reported within seven days of delivery.",
        "Interest on late payment is charged as the law provides.",
        "An order that was confirmed may be cancelled for a handling fee.",
        "Service is given during ordinary working hours, Monday to Friday.",
        "This document was made for demonstration and is of no effect.",
        "Prices are stated before VAT unless the line says otherwise.",
    ),
}
