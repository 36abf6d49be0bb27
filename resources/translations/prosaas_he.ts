<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="he_IL" sourcelanguage="en_US">
<context>
    <name>AboutProgram</name>
    <message>
        <source>Calls, recordings and receipts of your business, on this computer.</source>
        <translation>השיחות, ההקלטות והקבלות של העסק, במחשב זה.</translation>
    </message>
    <message>
        <source>Third-party notices…</source>
        <translation>רישיונות של צד שלישי…</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>גרסה {version}</translation>
    </message>
</context>
<context>
    <name>AccountMenu</name>
    <message>
        <source>Accounts</source>
        <translation>חשבונות</translation>
    </message>
    <message>
        <source>Sign in with another account…</source>
        <translation>כניסה עם חשבון אחר…</translation>
    </message>
</context>
<context>
    <name>AccountSettings</name>
    <message numerus="yes">
        <source>%Ln decision(s) about receipts are not sent yet: they are kept here, and sent after you sign in again.</source>
        <translation>
            <numerusform>החלטה אחת על קבלה עדיין לא נשלחה: היא נשמרת כאן ותישלח אחרי שתתחבר שוב.</numerusform>
            <numerusform>%Ln החלטות על קבלות עדיין לא נשלחו: הן נשמרות כאן ויישלחו אחרי שתתחבר שוב.</numerusform>
        </translation>
    </message>
    <message>
        <source>Account</source>
        <translation>חשבון</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>עסק</translation>
    </message>
    <message>
        <source>Downloads stop and go on at the next sign-in. What is kept on this computer stays.</source>
        <translation>ההורדות ייעצרו וימשיכו בכניסה הבאה. מה שנשמר במחשב זה נשאר.</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>אף אחד לא מחובר.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>שרת</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>יציאה</translation>
    </message>
    <message>
        <source>Sign out everywhere</source>
        <translation>יציאה מכל מקום</translation>
    </message>
    <message>
        <source>Sign out everywhere, the browser too…</source>
        <translation>יציאה מכל מקום, גם מהדפדפן…</translation>
    </message>
    <message>
        <source>Sign out everywhere?</source>
        <translation>לצאת מהחשבון בכל מקום?</translation>
    </message>
    <message>
        <source>Sign out here</source>
        <translation>יציאה כאן</translation>
    </message>
    <message>
        <source>Sign out on this computer?</source>
        <translation>לצאת מהחשבון במחשב זה?</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>יציאה…</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>מחובר בתור</translation>
    </message>
    <message>
        <source>The server ends every session of this user, on this computer and in every browser.</source>
        <translation>השרת ינתק את המשתמש הזה בכל מקום: במחשב זה ובכל דפדפן.</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>%Ln more not listed here.</source>
        <translation>
            <numerusform>עוד אחד לא מופיע כאן.</numerusform>
            <numerusform>עוד %Ln לא מופיעים כאן.</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed since</source>
        <translation>השתנה מאז</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגור</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>העתק רשימה</translation>
    </message>
    <message numerus="yes">
        <source>Export the %Ln receipt(s) as they are now</source>
        <translation>
            <numerusform>ייצא את הקבלה כפי שהיא עכשיו</numerusform>
            <numerusform>ייצא את %Ln הקבלות כפי שהן עכשיו</numerusform>
        </translation>
    </message>
    <message>
        <source>Made otherwise by now</source>
        <translation>נוצר היום אחרת</translation>
    </message>
    <message>
        <source>No longer on this computer</source>
        <translation>כבר לא במחשב זה</translation>
    </message>
    <message>
        <source>Nothing was written. Its receipts can be exported as they are now, into another ZIP.</source>
        <translation>לא נכתב דבר. אפשר לייצא את הקבלות שלה כפי שהן עכשיו, לקובץ ZIP אחר.</translation>
    </message>
    <message>
        <source>The same batch again</source>
        <translation>אותה קבוצה שוב</translation>
    </message>
</context>
<context>
    <name>BatchExport</name>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Cancelled. No partial file was left.</source>
        <translation>בוטל. לא נשאר קובץ חלקי.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message>
        <source>Writing the same batch again: {percent}</source>
        <translation>כותב שוב את אותה קבוצה: {percent}</translation>
    </message>
</context>
<context>
    <name>BoardDialog</name>
    <message numerus="yes">
        <source>%Ln gap(s)</source>
        <translation>
            <numerusform>חודש חסר %Ln</numerusform>
            <numerusform>%Ln חודשים חסרים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) without this date are in no month</source>
        <translation>
            <numerusform>קבלה %Ln בלי תאריך זה אינה בשום חודש</numerusform>
            <numerusform>%Ln קבלות בלי תאריך זה אינן בשום חודש</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vendor(s)</source>
        <translation>
            <numerusform>ספק %Ln</numerusform>
            <numerusform>%Ln ספקים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vendor(s) copied</source>
        <translation>
            <numerusform>ספק אחד הועתק</numerusform>
            <numerusform>%Ln ספקים הועתקו</numerusform>
        </translation>
    </message>
    <message>
        <source>All of it, for a spreadsheet: of each month how many, and the sum</source>
        <translation>הכול, לגיליון אלקטרוני: לכל חודש כמה, והסכום</translation>
    </message>
    <message>
        <source>By date received</source>
        <translation>לפי מועד הגעה</translation>
    </message>
    <message>
        <source>By invoice date</source>
        <translation>לפי תאריך חשבונית</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגור</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>העתק</translation>
    </message>
    <message>
        <source>Expect one again</source>
        <translation>שוב צפויה קבלה</translation>
    </message>
    <message>
        <source>Month of a receipt</source>
        <translation>החודש של קבלה</translation>
    </message>
    <message>
        <source>No gaps</source>
        <translation>אין חודשים חסרים</translation>
    </message>
    <message>
        <source>No receipt expected</source>
        <translation>לא צפויה קבלה</translation>
    </message>
    <message>
        <source>Nobody usually sends receipts in these months</source>
        <translation>אין ספק ששולח קבלות דרך קבע בחודשים אלה</translation>
    </message>
    <message>
        <source>Only vendors with a gap</source>
        <translation>רק ספקים שחסר להם חודש</translation>
    </message>
    <message>
        <source>Show these receipts</source>
        <translation>הצג את הקבלות האלה</translation>
    </message>
    <message>
        <source>Show this vendor&apos;s receipts</source>
        <translation>הצג את קבלות הספק</translation>
    </message>
    <message>
        <source>Twelve months earlier</source>
        <translation>שנים־עשר חודשים אחורה</translation>
    </message>
    <message>
        <source>Twelve months later</source>
        <translation>שנים־עשר חודשים קדימה</translation>
    </message>
    <message>
        <source>Vendors are listed who sent one in at least 3 of 6 months, or second months, or quarters.</source>
        <translation>מוצגים ספקים ששלחו קבלה לפחות ב-3 מתוך 6 חודשים, דו־חודשים או רבעונים.</translation>
    </message>
    <message>
        <source>Vendors by month</source>
        <translation>ספקים לפי חודש</translation>
    </message>
    <message>
        <source>Whoever usually sends a receipt sent one each time.</source>
        <translation>כל מי ששולח קבלה דרך קבע שלח אותה בכל פעם.</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} עד {last}</translation>
    </message>
</context>
<context>
    <name>BoardModel</name>
    <message numerus="yes">
        <source>%Ln month(s) without a receipt</source>
        <translation>
            <numerusform>חודש אחד בלי קבלה</numerusform>
            <numerusform>%Ln חודשים בלי קבלה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s)</source>
        <translation>
            <numerusform>קבלה אחת</numerusform>
            <numerusform>%Ln קבלות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without an amount</source>
        <translation>
            <numerusform>אחת ללא סכום</numerusform>
            <numerusform>%Ln ללא סכום</numerusform>
        </translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>חסרה</translation>
    </message>
    <message>
        <source>None expected</source>
        <translation>לא צפויה</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>לא זוהה</translation>
    </message>
    <message>
        <source>Not yet due</source>
        <translation>טרם הגיע הזמן</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>ספק</translation>
    </message>
    <message>
        <source>nothing came, and nothing was expected</source>
        <translation>לא הגיעה קבלה ולא הייתה צפויה</translation>
    </message>
    <message numerus="yes">
        <source>{counted} of %Ln receipt(s)</source>
        <translation>
            <numerusform>{counted} מתוך קבלה אחת</numerusform>
            <numerusform>{counted} מתוך %Ln קבלות</numerusform>
        </translation>
    </message>
    <message>
        <source>{month}, currency</source>
        <translation>{month}, מטבע</translation>
    </message>
    <message>
        <source>{month}, currency {number}</source>
        <translation>{month}, מטבע {number}</translation>
    </message>
    <message>
        <source>{month}, sum</source>
        <translation>{month}, סכום</translation>
    </message>
    <message>
        <source>{month}, sum {number}</source>
        <translation>{month}, סכום {number}</translation>
    </message>
    <message>
        <source>{month}, with an amount</source>
        <translation>{month}, עם סכום</translation>
    </message>
</context>
<context>
    <name>BookmarkKeeper</name>
    <message>
        <source>Bookmark added at {time} of the call with {name}.</source>
        <translation>נוספה סימנייה ב-{time} בשיחה עם {name}.</translation>
    </message>
    <message>
        <source>The bookmark at {time} stays, without words.</source>
        <translation>הסימנייה ב-{time} נשארת, ללא טקסט.</translation>
    </message>
    <message>
        <source>The bookmark at {time} was removed.</source>
        <translation>הסימנייה ב-{time} הוסרה.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>בטל</translation>
    </message>
</context>
<context>
    <name>BookmarkList</name>
    <message>
        <source>Bookmarks</source>
        <translation>סימניות</translation>
    </message>
    <message>
        <source>Go to this time</source>
        <translation>עבור לזמן זה</translation>
    </message>
    <message>
        <source>Remove the bookmark</source>
        <translation>הסר את הסימנייה</translation>
    </message>
    <message>
        <source>Write on the bookmark</source>
        <translation>כתוב על הסימנייה</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message numerus="yes">
        <source>%Ln left out, some for more than one reason:</source>
        <translation>
            <numerusform>%Ln נשארת בחוץ, מכמה סיבות:</numerusform>
            <numerusform>%Ln נשארות בחוץ, חלקן מכמה סיבות:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out:</source>
        <translation>
            <numerusform>%Ln נשארת בחוץ:</numerusform>
            <numerusform>%Ln נשארות בחוץ:</numerusform>
        </translation>
    </message>
    <message>
        <source>Approve {count}</source>
        <translation>אשר {count}</translation>
    </message>
    <message>
        <source>Back to review: {count}</source>
        <translation>החזר לבדיקה: {count}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message numerus="yes">
        <source>Decide these %Ln as well</source>
        <translation>
            <numerusform>החלט גם על זו שנשארת בחוץ</numerusform>
            <numerusform>החלט גם על %Ln שנשארות בחוץ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Each of these %Ln receipt(s) needs a look of its own.</source>
        <translation>
            <numerusform>את הקבלה הזאת צריך לבדוק לגופה.</numerusform>
            <numerusform>כל אחת מ-%Ln הקבלות האלה צריך לבדוק לגופה.</numerusform>
        </translation>
    </message>
    <message>
        <source>It can be undone as one step.</source>
        <translation>אפשר לבטל את הכול בצעד אחד.</translation>
    </message>
    <message numerus="yes">
        <source>List the %Ln left out</source>
        <translation>
            <numerusform>הצג את זו שנשארת בחוץ</numerusform>
            <numerusform>הצג את %Ln שנשארות בחוץ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of these %Ln receipt(s) is approved together with others.</source>
        <translation>
            <numerusform>הקבלה הזאת אינה מאושרת יחד עם אחרות.</numerusform>
            <numerusform>אף אחת מ-%Ln הקבלות האלה אינה מאושרת יחד עם אחרות.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not a receipt: {count}</source>
        <translation>לא קבלה: {count}</translation>
    </message>
    <message>
        <source>Reject {count}</source>
        <translation>דחה {count}</translation>
    </message>
    <message>
        <source>Several receipts</source>
        <translation>כמה קבלות</translation>
    </message>
    <message>
        <source>Then list those left out, to be decided one by one</source>
        <translation>אחר כך הצג את אלה שנשארו בחוץ, להחלטה אחת אחת</translation>
    </message>
    <message numerus="yes">
        <source>{decision} of %Ln receipt(s)?</source>
        <translation>
            <numerusform>{decision} מתוך קבלה אחת?</numerusform>
            <numerusform>{decision} מתוך %Ln קבלות?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallActions</name>
    <message>
        <source>Cancel the download</source>
        <translation>בטל את ההורדה</translation>
    </message>
    <message>
        <source>Choose the name and folder of the ZIP…</source>
        <translation>בחר שם ותיקייה לקובץ ה-ZIP…</translation>
    </message>
    <message>
        <source>Copy the phone number</source>
        <translation>העתק את מספר הטלפון</translation>
    </message>
    <message>
        <source>Do not pin any more</source>
        <translation>בטל את ההצמדה</translation>
    </message>
    <message>
        <source>Export ZIP</source>
        <translation>ייצא ל-ZIP</translation>
    </message>
    <message>
        <source>Export the selected calls</source>
        <translation>ייצא את השיחות שנבחרו</translation>
    </message>
    <message>
        <source>Keep all recordings of this list…</source>
        <translation>שמור את כל ההקלטות שברשימה…</translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation>שמור במחשב זה</translation>
    </message>
    <message numerus="yes">
        <source>Keep the recordings of %Ln call(s) on this computer</source>
        <translation>
            <numerusform>שמור במחשב זה את ההקלטה של שיחה אחת</numerusform>
            <numerusform>שמור במחשב זה את ההקלטות של %Ln שיחות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln call(s) as reviewed</source>
        <translation>
            <numerusform>סמן שיחה אחת כנבדקה</numerusform>
            <numerusform>סמן %Ln שיחות כנבדקו</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark as not reviewed</source>
        <translation>סמן שלא נבדקה</translation>
    </message>
    <message>
        <source>Mark as reviewed</source>
        <translation>סמן כנבדקה</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>התוצאה הבאה</translation>
    </message>
    <message>
        <source>No call is selected.</source>
        <translation>לא נבחרה שיחה.</translation>
    </message>
    <message>
        <source>Nothing is being downloaded.</source>
        <translation>אין הורדה פעילה.</translation>
    </message>
    <message>
        <source>Open in the system&apos;s player</source>
        <translation>פתח בנגן של המערכת</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>השהה</translation>
    </message>
    <message numerus="yes">
        <source>Pin %Ln call(s) to this computer</source>
        <translation>
            <numerusform>הצמד שיחה אחת למחשב זה</numerusform>
            <numerusform>הצמד %Ln שיחות למחשב זה</numerusform>
        </translation>
    </message>
    <message>
        <source>Pin to this computer</source>
        <translation>הצמד למחשב זה</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>נגן</translation>
    </message>
    <message>
        <source>Play the selected recordings</source>
        <translation>נגן את ההקלטות שנבחרו</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>התוצאה הקודמת</translation>
    </message>
    <message>
        <source>Remove from this computer</source>
        <translation>הסר ממחשב זה</translation>
    </message>
    <message numerus="yes">
        <source>Remove the recordings of %Ln call(s) from this computer</source>
        <translation>
            <numerusform>הסר ממחשב זה את ההקלטה של שיחה אחת</numerusform>
            <numerusform>הסר ממחשב זה את ההקלטות של %Ln שיחות</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a copy of the recording…</source>
        <translation>שמור עותק של ההקלטה…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>חיפוש</translation>
    </message>
    <message>
        <source>Select several calls to play one after the other.</source>
        <translation>יש לבחור כמה שיחות כדי לנגן אותן בזו אחר זו.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message>
        <source>The number is withheld.</source>
        <translation>המספר חסוי.</translation>
    </message>
    <message>
        <source>The recording is not on this computer.</source>
        <translation>ההקלטה אינה שמורה במחשב זה.</translation>
    </message>
    <message>
        <source>The recording is on this computer already.</source>
        <translation>ההקלטה כבר שמורה במחשב זה.</translation>
    </message>
    <message>
        <source>This call has no recording.</source>
        <translation>לשיחה זו אין הקלטה.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>נסה שוב</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>בטל</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>כתוב הערה</translation>
    </message>
</context>
<context>
    <name>CallDetailsWidget</name>
    <message>
        <source>Choose one in the list.</source>
        <translation>בחר שיחה ברשימה.</translation>
    </message>
    <message>
        <source>Copy the phone number</source>
        <translation>העתק את מספר הטלפון</translation>
    </message>
    <message>
        <source>Details of the call</source>
        <translation>פרטי השיחה</translation>
    </message>
    <message>
        <source>No call is selected</source>
        <translation>לא נבחרה שיחה</translation>
    </message>
    <message>
        <source>No name is known</source>
        <translation>אין שם ידוע</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>סיכום</translation>
    </message>
    <message>
        <source>The number is withheld</source>
        <translation>המספר חסוי</translation>
    </message>
    <message>
        <source>There is no call to show</source>
        <translation>אין שיחה להצגה</translation>
    </message>
</context>
<context>
    <name>CallExportWords</name>
    <message numerus="yes">
        <source>%Ln call(s) have no recording.</source>
        <translation>
            <numerusform>לשיחה אחת אין הקלטה.</numerusform>
            <numerusform>ל-%Ln שיחות אין הקלטה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) went from the list meanwhile, and are not in it.</source>
        <translation>
            <numerusform>שיחה אחת ירדה בינתיים מהרשימה, ואינה בקובץ.</numerusform>
            <numerusform>%Ln שיחות ירדו בינתיים מהרשימה, ואינן בקובץ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s)</source>
        <translation>
            <numerusform>הקלטה אחת</numerusform>
            <numerusform>%Ln הקלטות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln transcript(s)</source>
        <translation>
            <numerusform>תמליל אחד</numerusform>
            <numerusform>%Ln תמלילים</numerusform>
        </translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>כל השיחות</translation>
    </message>
    <message numerus="yes">
        <source>An export of %Ln call(s) was interrupted: {percent} of it is done.</source>
        <translation>
            <numerusform>ייצוא של שיחה אחת נקטע: {percent} ממנו כבר נעשו.</numerusform>
            <numerusform>ייצוא של %Ln שיחות נקטע: {percent} ממנו כבר נעשו.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export calls to ZIP</source>
        <translation>ייצוא שיחות ל-ZIP</translation>
    </message>
    <message numerus="yes">
        <source>Exporting %Ln call(s)</source>
        <translation>
            <numerusform>מייצא שיחה אחת</numerusform>
            <numerusform>מייצא %Ln שיחות</numerusform>
        </translation>
    </message>
    <message>
        <source>Failed on the server</source>
        <translation>נכשלה בשרת</translation>
    </message>
    <message>
        <source>Gone since</source>
        <translation>נמחקה מאז</translation>
    </message>
    <message>
        <source>None made</source>
        <translation>לא הוקלטה</translation>
    </message>
    <message numerus="yes">
        <source>The export of %Ln call(s) is paused: {percent}</source>
        <translation>
            <numerusform>הייצוא של שיחה אחת בהשהיה: {percent}</numerusform>
            <numerusform>הייצוא של %Ln שיחות בהשהיה: {percent}</numerusform>
        </translation>
    </message>
    <message>
        <source>The selected calls</source>
        <translation>השיחות שנבחרו</translation>
    </message>
    <message>
        <source>There is nothing to export: no call matches {filters}.</source>
        <translation>אין מה לייצא: אף שיחה לא מתאימה ל: {filters}.</translation>
    </message>
    <message>
        <source>There is nothing to export: there are no calls.</source>
        <translation>אין מה לייצא: אין שיחות.</translation>
    </message>
    <message>
        <source>recording and transcript</source>
        <translation>הקלטה ותמליל</translation>
    </message>
    <message>
        <source>{done} of {recordings} in {calls}.</source>
        <translation>{done} מתוך {recordings} של {calls}.</translation>
    </message>
    <message>
        <source>{done} of {recordings} in {calls}; {missing} missing.</source>
        <translation>{done} מתוך {recordings} של {calls}; {missing} חסרות.</translation>
    </message>
    <message numerus="yes">
        <source>{names}; and %Ln more</source>
        <translation>
            <numerusform>{names}; ועוד אחת</numerusform>
            <numerusform>{names}; ועוד %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{sentence} These are: {names}.</source>
        <translation>
            <numerusform>{sentence} זו השיחה: {names}.</numerusform>
            <numerusform>{sentence} אלה הן: {names}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallMarking</name>
    <message numerus="yes">
        <source>%Ln call(s) marked as not reviewed.</source>
        <translation>
            <numerusform>שיחה אחת סומנה שלא נבדקה.</numerusform>
            <numerusform>%Ln שיחות סומנו שלא נבדקו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) marked as reviewed.</source>
        <translation>
            <numerusform>שיחה אחת סומנה כנבדקה.</numerusform>
            <numerusform>%Ln שיחות סומנו כנבדקו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) not pinned any more.</source>
        <translation>
            <numerusform>שיחה אחת אינה מוצמדת עוד.</numerusform>
            <numerusform>%Ln שיחות אינן מוצמדות עוד.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) pinned: what is kept of them stays on this computer.</source>
        <translation>
            <numerusform>שיחה אחת הוצמדה: מה ששמור ממנה נשאר במחשב זה.</numerusform>
            <numerusform>%Ln שיחות הוצמדו: מה ששמור מהן נשאר במחשב זה.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>אין מה לבטל.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>בטל</translation>
    </message>
</context>
<context>
    <name>CallRecordings</name>
    <message numerus="yes">
        <source>%Ln of the selected recordings is not on this computer and left out.</source>
        <translation>
            <numerusform>הקלטה אחת מאלה שנבחרו אינה במחשב זה, ולכן היא מושמטת.</numerusform>
            <numerusform>%Ln מההקלטות שנבחרו אינן במחשב זה, ולכן הן מושמטות.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n recording(s) can be dragged out at once.</source>
        <translation>
            <numerusform>אפשר לגרור החוצה הקלטה אחת לכל היותר בכל פעם.</numerusform>
            <numerusform>אפשר לגרור החוצה עד %n הקלטות בכל פעם.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled. Nothing more of the selected calls is downloaded.</source>
        <translation>בוטל. לא יורד עוד דבר של השיחות שנבחרו.</translation>
    </message>
    <message>
        <source>Keep here</source>
        <translation>שמור במחשב</translation>
    </message>
    <message>
        <source>None of the selected recordings is on this computer.</source>
        <translation>אף אחת מההקלטות שנבחרו אינה במחשב זה.</translation>
    </message>
    <message>
        <source>None of the selected recordings is on this computer. Keep them here first.</source>
        <translation>אף אחת מההקלטות שנבחרו אינה במחשב זה. יש לשמור אותן כאן תחילה.</translation>
    </message>
</context>
<context>
    <name>CallWords</name>
    <message>
        <source>Anonymous caller</source>
        <translation>לקוח אלמוני</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>החלה</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>תפוס</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>בוטלה</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>הושלמה</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>נכשלה</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>מתנהלת</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>נכנסת</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>לא נענה</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>יוצאת</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>התקבלה</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>מצלצלת</translation>
    </message>
    <message>
        <source>Unknown direction</source>
        <translation>כיוון לא ידוע</translation>
    </message>
    <message>
        <source>Unknown status</source>
        <translation>סטטוס לא ידוע</translation>
    </message>
    <message>
        <source>date not known</source>
        <translation>תאריך לא ידוע</translation>
    </message>
</context>
<context>
    <name>CallsFilterBar</name>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>שיחה אחת</numerusform>
            <numerusform>%Ln שיחות</numerusform>
        </translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>עמודות</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>כיוון</translation>
    </message>
    <message>
        <source>Filter by direction</source>
        <translation>סינון לפי כיוון השיחה</translation>
    </message>
    <message>
        <source>Filter by period</source>
        <translation>סינון לפי תקופה</translation>
    </message>
    <message>
        <source>Filter by recording</source>
        <translation>סינון לפי הקלטה</translation>
    </message>
    <message>
        <source>Filter by status</source>
        <translation>סינון לפי סטטוס</translation>
    </message>
    <message>
        <source>Filter by transcript, notes, bookmarks or review</source>
        <translation>סינון לפי תמליל, הערות, סימניות או בדיקה</translation>
    </message>
    <message>
        <source>Kept here</source>
        <translation>נשמרה במחשב</translation>
    </message>
    <message>
        <source>Lost soon</source>
        <translation>יאבדו בקרוב</translation>
    </message>
    <message>
        <source>Lost soon · {count}</source>
        <translation>יאבדו בקרוב · {count}</translation>
    </message>
    <message>
        <source>More</source>
        <translation>עוד</translation>
    </message>
    <message>
        <source>Name, phone, words</source>
        <translation>שם, טלפון, מילים שנאמרו</translation>
    </message>
    <message>
        <source>No recording</source>
        <translation>אין הקלטה</translation>
    </message>
    <message>
        <source>Not reviewed</source>
        <translation>לא נבדקו</translation>
    </message>
    <message>
        <source>On the server only</source>
        <translation>בשרת בלבד</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>תקופה</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>הקלטה</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>נבדקו</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>תצוגות שמורות</translation>
    </message>
    <message>
        <source>Show only recordings that the server will delete soon</source>
        <translation>הצגת הקלטות שהשרת עומד למחוק בקרוב בלבד</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>סטטוס</translation>
    </message>
    <message>
        <source>With a transcript</source>
        <translation>עם תמליל</translation>
    </message>
    <message>
        <source>With notes or bookmarks</source>
        <translation>עם הערות או סימניות</translation>
    </message>
    <message>
        <source>Without a transcript</source>
        <translation>בלי תמליל</translation>
    </message>
    <message>
        <source>Without notes or bookmarks</source>
        <translation>בלי הערות או סימניות</translation>
    </message>
</context>
<context>
    <name>CallsFoot</name>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>שיחה %Ln</numerusform>
            <numerusform>%Ln שיחות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln kept here</source>
        <translation>
            <numerusform>%Ln שמורה כאן</numerusform>
            <numerusform>%Ln שמורות כאן</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost soon</source>
        <translation>
            <numerusform>%Ln תאבד בקרוב</numerusform>
            <numerusform>%Ln יאבדו בקרוב</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>נבחרה %Ln</numerusform>
            <numerusform>נבחרו %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln selected</source>
        <translation>
            <numerusform>ייצא שיחה אחת שנבחרה</numerusform>
            <numerusform>ייצא %Ln שנבחרו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln to ZIP</source>
        <translation>
            <numerusform>ייצא שיחה אחת ל-ZIP</numerusform>
            <numerusform>ייצא %Ln ל-ZIP</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep these %Ln…</source>
        <translation>
            <numerusform>שמור אותה…</numerusform>
            <numerusform>שמור את %Ln אלה…</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} together</source>
        <translation>{time} יחד</translation>
    </message>
</context>
<context>
    <name>CallsPage</name>
    <message>
        <source>Recording</source>
        <translation>הקלטה</translation>
    </message>
    <message>
        <source>The filters were cleared to show this call.</source>
        <translation>הסינון נוקה כדי להציג את השיחה.</translation>
    </message>
</context>
<context>
    <name>CallsPrinting</name>
    <message>
        <source>Calls</source>
        <translation>שיחות</translation>
    </message>
</context>
<context>
    <name>CallsSheet</name>
    <message>
        <source>Call no.</source>
        <translation>מס׳ שיחה</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>סיכום</translation>
    </message>
</context>
<context>
    <name>CallsTable</name>
    <message>
        <source>Calls</source>
        <translation>שיחות</translation>
    </message>
</context>
<context>
    <name>CallsTableModel</name>
    <message>
        <source>Customer</source>
        <translation>לקוח</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>תאריך</translation>
    </message>
    <message>
        <source>Date unknown</source>
        <translation>תאריך לא ידוע</translation>
    </message>
    <message>
        <source>Days left</source>
        <translation>נותרו</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>כיוון</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>משך</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>אין תאריך</translation>
    </message>
    <message>
        <source>No transcript</source>
        <translation>אין תמליל</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>טלפון</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>הקלטה</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>סטטוס</translation>
    </message>
    <message>
        <source>The server could not give this call</source>
        <translation>השרת לא הצליח לשלוח שיחה זו</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>תמליל</translation>
    </message>
</context>
<context>
    <name>CancelledDownloads</name>
    <message numerus="yes">
        <source>%Ln download(s) cancelled.</source>
        <translation>
            <numerusform>הורדה אחת בוטלה.</numerusform>
            <numerusform>%Ln הורדות בוטלו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) will not be kept by themselves any more.</source>
        <translation>
            <numerusform>הקלטה אחת לא תישמר עוד מעצמה.</numerusform>
            <numerusform>%Ln הקלטות לא יישמרו עוד מעצמן.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>החזר לתור</translation>
    </message>
</context>
<context>
    <name>ChoiceMenu</name>
    <message>
        <source>All</source>
        <translation>הכול</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message numerus="yes">
        <source>%Ln of them shown</source>
        <translation>
            <numerusform>אחת מהן מוצגת</numerusform>
            <numerusform>%Ln מהן מוצגות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) that may be one: {same}</source>
        <translation>
            <numerusform>קבלה אחת: {same}</numerusform>
            <numerusform>%Ln קבלות שאולי הן אותה קבלה: {same}</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגור</translation>
    </message>
    <message>
        <source>Next ones</source>
        <translation>הבאות</translation>
    </message>
    <message>
        <source>Receipt {place} of {count}</source>
        <translation>קבלה {place} מתוך {count}</translation>
    </message>
    <message>
        <source>Suspected duplicates</source>
        <translation>חשד לכפילות</translation>
    </message>
    <message>
        <source>There are no more suspected duplicates.</source>
        <translation>אין עוד קבלות החשודות ככפולות.</translation>
    </message>
    <message>
        <source>These are different receipts</source>
        <translation>אלה קבלות שונות</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>בטל</translation>
    </message>
</context>
<context>
    <name>ComparedReceipt</name>
    <message>
        <source>Amount</source>
        <translation>סכום</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>אשר</translation>
    </message>
    <message>
        <source>File</source>
        <translation>קובץ</translation>
    </message>
    <message>
        <source>From</source>
        <translation>מאת</translation>
    </message>
    <message>
        <source>Invoice date</source>
        <translation>תאריך חשבונית</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>מספר חשבונית</translation>
    </message>
    <message>
        <source>No file</source>
        <translation>אין קובץ</translation>
    </message>
    <message>
        <source>Not a receipt</source>
        <translation>לא קבלה</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>מועד הגעה</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>דחה</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>נושא</translation>
    </message>
    <message>
        <source>This receipt is that already.</source>
        <translation>הקבלה כבר במצב הזה.</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>לא ידוע</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>ספק</translation>
    </message>
    <message>
        <source>{field}: {value}</source>
        <translation>{field}: {value}</translation>
    </message>
    <message>
        <source>{field}: {value}, differs</source>
        <translation>{field}: {value}, שונה</translation>
    </message>
</context>
<context>
    <name>Completeness</name>
    <message>
        <source>There are no suspected duplicates.</source>
        <translation>אין קבלות החשודות ככפולות.</translation>
    </message>
    <message>
        <source>There is no suspected duplicate of {receipt}. These are the newest receipts that have one.</source>
        <translation>לקבלה {receipt} אין כפולה חשודה. אלה הקבלות החדשות ביותר שיש להן.</translation>
    </message>
</context>
<context>
    <name>ConnectionReport</name>
    <message>
        <source>A web page answers in your server&apos;s place: perhaps this network asks you to sign in in a browser first.</source>
        <translation>דף אינטרנט עונה במקום השרת שלך: ייתכן שהרשת הזאת מבקשת להיכנס קודם דרך הדפדפן.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>מתחבר…</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>לא מחובר</translation>
    </message>
    <message>
        <source>Not signed in, {lists}</source>
        <translation>עוד לא נכנסת לחשבון, {lists}</translation>
    </message>
    <message>
        <source>Online, not everything is up to date</source>
        <translation>מחובר, לא הכול מעודכן</translation>
    </message>
    <message>
        <source>Online, synced {time}</source>
        <translation>מקוון, סונכרן בשעה {time}</translation>
    </message>
    <message>
        <source>Online, syncing: {seen} of {total} calls</source>
        <translation>מקוון, מסנכרן: {seen} מתוך {total} שיחות</translation>
    </message>
    <message>
        <source>Online, syncing: {seen} of {total} receipts</source>
        <translation>מקוון, מסנכרן: {seen} מתוך {total} קבלות</translation>
    </message>
    <message>
        <source>Online, syncing: {seen} of {total} rows that the server no longer shows</source>
        <translation>מחובר, מסנכרן: {seen} מתוך {total} שורות שהשרת כבר לא מציג</translation>
    </message>
    <message>
        <source>Online, syncing…</source>
        <translation>מקוון, מסנכרן…</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>כניסה…</translation>
    </message>
    <message>
        <source>Signed out, {lists}</source>
        <translation>אינך מחובר, {lists}</translation>
    </message>
    <message>
        <source>The calls could not be brought up to date. {reason} This is tried again by itself.</source>
        <translation>לא ניתן היה לעדכן את השיחות. {reason} הניסיון יחזור מעצמו.</translation>
    </message>
    <message>
        <source>The receipts could not be brought up to date. {reason} This is tried again by itself.</source>
        <translation>לא ניתן היה לעדכן את הקבלות. {reason} הניסיון יחזור מעצמו.</translation>
    </message>
    <message numerus="yes">
        <source>The server counts %Ln more call(s) than it shows. They are looked for again within the hour.</source>
        <translation>
            <numerusform>השרת סופר שיחה אחת יותר ממה שהוא מציג. התוכנה תחפש אותה שוב בתוך שעה.</numerusform>
            <numerusform>השרת סופר %Ln שיחות יותר ממה שהוא מציג. התוכנה תחפש אותן שוב בתוך שעה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server counts %Ln more receipt(s) than it shows. They are looked for again within the hour.</source>
        <translation>
            <numerusform>השרת סופר קבלה אחת יותר ממה שהוא מציג. היא תיבדק שוב בתוך שעה.</numerusform>
            <numerusform>השרת סופר %Ln קבלות יותר ממה שהוא מציג. הן ייבדקו שוב בתוך שעה.</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer has no safe place for your password, so you sign in at each start. What is on this computer stays, {lists}.</source>
        <translation>במחשב זה אין מקום בטוח לסיסמה, ולכן נכנסים לחשבון בכל הפעלה. מה ששמור במחשב זה נשאר, {lists}.</translation>
    </message>
    <message>
        <source>This computer&apos;s password store did not answer, so you have to sign in. What is on this computer stays, {lists}.</source>
        <translation>מאגר הסיסמאות של המחשב לא הגיב, ולכן יש להיכנס לחשבון. מה ששמור במחשב זה נשאר, {lists}.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>נסה עכשיו</translation>
    </message>
    <message>
        <source>What answers is not your server, so nothing was sent: perhaps this network asks you to sign in in a browser first, or this computer&apos;s clock is wrong.</source>
        <translation>מי שעונה אינו השרת שלך, ולכן דבר לא נשלח: ייתכן שהרשת הזאת מבקשת להיכנס קודם דרך הדפדפן, או שהשעון של המחשב שגוי.</translation>
    </message>
    <message>
        <source>What the server has could not be kept on this computer. {reason} This is tried again by itself.</source>
        <translation>לא ניתן היה לשמור במחשב זה את מה שיש בשרת. {reason} הניסיון יחזור מעצמו.</translation>
    </message>
    <message>
        <source>Working offline, {lists}</source>
        <translation>עבודה במצב לא מקוון, {lists}</translation>
    </message>
    <message>
        <source>Working offline, {lists}. Trying again in {wait}.</source>
        <translation>עבודה במצב לא מקוון, {lists}. ניסיון חוזר בעוד {wait}.</translation>
    </message>
    <message>
        <source>Working offline, {lists}. {reason} Trying again in {wait}.</source>
        <translation>עבודה במצב לא מקוון, {lists}. {reason} ניסיון חוזר בעוד {wait}.</translation>
    </message>
    <message>
        <source>You are signed out. What is on this computer stays, {lists}.</source>
        <translation>אינך מחובר. מה ששמור במחשב זה נשאר, {lists}.</translation>
    </message>
    <message>
        <source>Your password is not kept on this computer, so you sign in at each start. What is on this computer stays, {lists}.</source>
        <translation>הסיסמה אינה שמורה במחשב זה, ולכן נכנסים לחשבון בכל הפעלה. מה ששמור במחשב זה נשאר, {lists}.</translation>
    </message>
    <message>
        <source>lists from {time}</source>
        <translation>רשימות מ-{time}</translation>
    </message>
    <message>
        <source>no lists on this computer yet</source>
        <translation>אין עדיין רשימות במחשב זה</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message numerus="yes">
        <source>%Ln more not named here: missing.csv in the ZIP has all.</source>
        <translation>
            <numerusform>עוד אחד לא מוזכר כאן: בקובץ missing.csv שב-ZIP מופיעים כולם.</numerusform>
            <numerusform>עוד %Ln לא מוזכרים כאן: בקובץ missing.csv שב-ZIP מופיעים כולם.</numerusform>
        </translation>
    </message>
    <message>
        <source>Bringing the lists up to date…</source>
        <translation>הרשימות מתעדכנות…</translation>
    </message>
    <message>
        <source>It is not on this computer, and with {option} the server was not asked.</source>
        <translation>הקובץ אינו במחשב זה, ועם {option} השרת לא נשאל.</translation>
    </message>
    <message>
        <source>No account is signed in on this computer. Sign in in the program&apos;s window once.</source>
        <translation>אין במחשב זה חשבון מחובר. התחבר פעם אחת בחלון התוכנה.</translation>
    </message>
    <message>
        <source>No kept password of this account opens its server. Sign in in the program&apos;s window once and choose to be kept signed in, or export what is on this computer with {option}.</source>
        <translation>אין סיסמה שמורה שמתחברת לשרת של חשבון זה. התחבר פעם אחת בחלון התוכנה ובחר להישאר מחובר, או ייצא את מה שנמצא במחשב זה עם {option}.</translation>
    </message>
    <message>
        <source>Not asked for</source>
        <translation>לא התבקש</translation>
    </message>
    <message>
        <source>ProSaaS Desktop is open with this folder, and only one program can be. Export there, or close it and start again.</source>
        <translation>התוכנה ProSaaS Desktop כבר פתוחה עם תיקייה זו, ורק תוכנה אחת יכולה לעבוד איתה. ייצא משם, או סגור אותה ונסה שוב.</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>הבדיקה בוטלה.</translation>
    </message>
    <message numerus="yes">
        <source>The server counts %Ln more call(s) than it shows.</source>
        <translation>
            <numerusform>השרת סופר שיחה אחת יותר ממה שהוא מציג.</numerusform>
            <numerusform>השרת סופר %Ln שיחות יותר ממה שהוא מציג.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server counts %Ln more receipt(s) than it shows.</source>
        <translation>
            <numerusform>השרת סופר קבלה אחת יותר ממה שהוא מציג.</numerusform>
            <numerusform>השרת סופר %Ln קבלות יותר ממה שהוא מציג.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to save: no call matches.</source>
        <translation>אין מה לשמור: אף שיחה לא מתאימה.</translation>
    </message>
    <message>
        <source>What is written so far is kept: the same command goes on with it.</source>
        <translation>מה שנכתב עד כה נשמר: אותה פקודה תמשיך אותו.</translation>
    </message>
    <message>
        <source>With {option}, what is on this computer is exported.</source>
        <translation>עם {option} אפשר לייצא את מה שנמצא במחשב זה.</translation>
    </message>
    <message>
        <source>{email} is not signed in on this computer.</source>
        <translation>{email} אינו מחובר במחשב זה.</translation>
    </message>
</context>
<context>
    <name>CopyLine</name>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>התקדמות</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Copy details</source>
        <translation>העתק פרטים</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>פרטים</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>המשך</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>הסתר פרטים</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>פתח את תיקיית היומן</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>הצג פרטים</translation>
    </message>
    <message>
        <source>Something went wrong in this program.</source>
        <translation>משהו השתבש בתוכנה.</translation>
    </message>
    <message>
        <source>What is on this computer is safe, and you can go on working. If it happens again, send the log files to whoever supports you.</source>
        <translation>מה שנמצא במחשב זה שמור, ואפשר להמשיך לעבוד. אם זה יקרה שוב, שלח את קובצי היומן למי שתומך בך.</translation>
    </message>
</context>
<context>
    <name>DatedTable</name>
    <message>
        <source>Add a line</source>
        <translation>הוסף שורה</translation>
    </message>
    <message>
        <source>Each line needs a number, from 0 on, such as 5,000 or 17.5.</source>
        <translation>בכל שורה צריך מספר מ-0 ומעלה, כגון 5,000 או 17.5.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>מיום</translation>
    </message>
    <message>
        <source>Holds from</source>
        <translation>בתוקף מיום</translation>
    </message>
    <message>
        <source>Remove this line</source>
        <translation>הסר את השורה</translation>
    </message>
    <message>
        <source>Reset this table</source>
        <translation>אפס את הטבלה</translation>
    </message>
    <message>
        <source>Two lines hold from the same day.</source>
        <translation>שתי שורות בתוקף מאותו יום.</translation>
    </message>
</context>
<context>
    <name>DecisionHistory</name>
    <message numerus="yes">
        <source>%Ln receipt(s) had been decided otherwise by somebody else.</source>
        <translation>
            <numerusform>על קבלה אחת מישהו אחר כבר החליט אחרת.</numerusform>
            <numerusform>על %Ln קבלות מישהו אחר כבר החליט אחרת.</numerusform>
        </translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>סכום</translation>
    </message>
    <message>
        <source>Choose a decision first.</source>
        <translation>יש לבחור החלטה תחילה.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגור</translation>
    </message>
    <message>
        <source>Decide again</source>
        <translation>להחליט שוב</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>מועד ההחלטה</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>החלטות</translation>
    </message>
    <message>
        <source>Decisions on receipts</source>
        <translation>החלטות על קבלות</translation>
    </message>
    <message>
        <source>Go to the receipt</source>
        <translation>מעבר לקבלה</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>להשאיר את שלי</translation>
    </message>
    <message>
        <source>No decisions yet</source>
        <translation>עדיין אין החלטות</translation>
    </message>
    <message>
        <source>None of these decisions can be undone.</source>
        <translation>אי אפשר לבטל אף אחת מההחלטות האלה.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>מספר</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>קבלה</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>קבלה {number}</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>מועד הגעה</translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>לקבל את ההחלטה האחרת</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>בטל</translation>
    </message>
    <message>
        <source>Undo the decision</source>
        <translation>בטל את ההחלטה</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>לפני כן</translation>
    </message>
    <message numerus="yes">
        <source>What is over is kept for %Ln day(s), {count} decisions at most.</source>
        <translation>
            <numerusform>מה שהסתיים נשמר יום אחד, עד {count} החלטות.</numerusform>
            <numerusform>מה שהסתיים נשמר %Ln ימים, עד {count} החלטות.</numerusform>
        </translation>
    </message>
    <message>
        <source>What you decide about receipts is listed here, with what the server says to it.</source>
        <translation>ההחלטות שלך על קבלות מופיעות כאן, יחד עם תשובת השרת.</translation>
    </message>
    <message>
        <source>Your decision</source>
        <translation>ההחלטה שלך</translation>
    </message>
    <message>
        <source>{choice} for all {count}</source>
        <translation>{choice} בכל {count}</translation>
    </message>
    <message>
        <source>{choice} for {count}</source>
        <translation>{choice} ב-{count}</translation>
    </message>
    <message>
        <source>{choice}: {status}</source>
        <translation>{choice}: {status}</translation>
    </message>
    <message>
        <source>{mine} keeps yours, {theirs} takes the other one.</source>
        <translation>{mine} משאיר את שלך, {theirs} מקבל את ההחלטה האחרת.</translation>
    </message>
</context>
<context>
    <name>DetailFields</name>
    <message>
        <source>Amount</source>
        <translation>סכום</translation>
    </message>
    <message>
        <source>Being made</source>
        <translation>בהכנה</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>עודכן</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>ביטחון</translation>
    </message>
    <message>
        <source>Conversation number</source>
        <translation>מזהה השרשור</translation>
    </message>
    <message>
        <source>Could not be made</source>
        <translation>לא ניתן היה להכין</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>נוצר</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>מטבע</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>מסמך</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>דוא״ל</translation>
    </message>
    <message>
        <source>Entered by hand</source>
        <translation>הוזן ידנית</translation>
    </message>
    <message>
        <source>Error of the server</source>
        <translation>שגיאת השרת</translation>
    </message>
    <message>
        <source>File number</source>
        <translation>מספר הקובץ</translation>
    </message>
    <message>
        <source>From</source>
        <translation>מאת</translation>
    </message>
    <message>
        <source>Gmail</source>
        <translation>Gmail</translation>
    </message>
    <message>
        <source>Gone from the server</source>
        <translation>הוסר מהשרת</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>איך הגיע</translation>
    </message>
    <message>
        <source>Invoice date</source>
        <translation>תאריך החשבונית</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>מספר חשבונית</translation>
    </message>
    <message>
        <source>It did not come by mail</source>
        <translation>לא הגיע בדואר</translation>
    </message>
    <message>
        <source>It is on the server</source>
        <translation>נמצא בשרת</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>מוכן</translation>
    </message>
    <message>
        <source>Mail number</source>
        <translation>מזהה ההודעה</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>שם</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>איש עדיין לא</translation>
    </message>
    <message>
        <source>None</source>
        <translation>אין</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>לא זמין</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>אין צורך</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>לא זוהה</translation>
    </message>
    <message>
        <source>Nothing was read from it</source>
        <translation>לא נקרא ממנו דבר</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>מספר</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>מקור הקבלה</translation>
    </message>
    <message>
        <source>Preview file</source>
        <translation>קובץ Preview</translation>
    </message>
    <message>
        <source>Reason of a failure</source>
        <translation>סיבת הכישלון</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>מועד הגעה</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>רשומה</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>בדיקה</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>נבדק</translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation>נבדק על ידי</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>גודל</translation>
    </message>
    <message>
        <source>Source file</source>
        <translation>קובץ מקור</translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>סטטוס</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>נושא</translation>
    </message>
    <message>
        <source>There is no preview</source>
        <translation>אין Preview</translation>
    </message>
    <message>
        <source>There is no source file</source>
        <translation>אין קובץ מקור</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>סוג</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>לא ידוע</translation>
    </message>
    <message>
        <source>Uploaded</source>
        <translation>הועלה</translation>
    </message>
    <message>
        <source>User number</source>
        <translation>מספר המשתמש</translation>
    </message>
    <message>
        <source>User {number}</source>
        <translation>משתמש {number}</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>ספק</translation>
    </message>
    <message>
        <source>What was read from it</source>
        <translation>מה נקרא ממנו</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Being asked for…</source>
        <translation>בבירור…</translation>
    </message>
    <message>
        <source>Only the server knows</source>
        <translation>ידוע לשרת בלבד</translation>
    </message>
    <message>
        <source>The server has this receipt no longer: some fields cannot be known.</source>
        <translation>הקבלה כבר אינה בשרת: יש שדות שאי אפשר לדעת.</translation>
    </message>
    <message>
        <source>You are offline: some fields are known to the server alone.</source>
        <translation>אין חיבור: יש שדות שידועים לשרת בלבד.</translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Ask again</source>
        <translation>נסה שוב</translation>
    </message>
    <message>
        <source>Choose one in the list.</source>
        <translation>בחר קבלה ברשימה.</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>סגור את הפרטים</translation>
    </message>
    <message>
        <source>Copy all fields</source>
        <translation>העתק את כל השדות</translation>
    </message>
    <message>
        <source>Details of the receipt</source>
        <translation>פרטי הקבלה</translation>
    </message>
    <message>
        <source>No receipt is chosen</source>
        <translation>לא נבחרה קבלה</translation>
    </message>
</context>
<context>
    <name>DiskReport</name>
    <message>
        <source>Downloads wait, and go on by themselves once you free up space on this disk.</source>
        <translation>ההורדות ממתינות, וימשיכו מעצמן אחרי שתפנה מקום בדיסק הזה.</translation>
    </message>
</context>
<context>
    <name>DocumentActions</name>
    <message>
        <source>Actual size, 100%</source>
        <translation>גודל אמיתי, 100%</translation>
    </message>
    <message>
        <source>Copy the selected text</source>
        <translation>העתק את הטקסט המסומן</translation>
    </message>
    <message>
        <source>Find in the document</source>
        <translation>חיפוש במסמך</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>התאם לעמוד</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>התאם לרוחב</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>התוצאה הבאה</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>העמוד הבא</translation>
    </message>
    <message>
        <source>Next receipt</source>
        <translation>הקבלה הבאה</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>התוצאה הקודמת</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>העמוד הקודם</translation>
    </message>
    <message>
        <source>Previous receipt</source>
        <translation>הקבלה הקודמת</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>סובב</translation>
    </message>
    <message>
        <source>Select all text</source>
        <translation>סמן את כל הטקסט</translation>
    </message>
    <message>
        <source>Show the other file: source or preview</source>
        <translation>הצג את הקובץ האחר: מקור או Preview</translation>
    </message>
    <message>
        <source>This receipt has one file only.</source>
        <translation>לקבלה הזאת יש קובץ אחד בלבד.</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>הגדל</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>הקטן</translation>
    </message>
</context>
<context>
    <name>DocumentLock</name>
    <message>
        <source>Download it instead</source>
        <translation>הורד אותו במקום זאת</translation>
    </message>
</context>
<context>
    <name>DocumentPrinting</name>
    <message numerus="yes">
        <source>%Ln page(s) went to the printer.</source>
        <translation>
            <numerusform>עמוד אחד נשלח למדפסת.</numerusform>
            <numerusform>%Ln עמודים נשלחו למדפסת.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Printing page {page} of {pages}…</source>
        <translation>מדפיס עמוד {page} מתוך {pages}…</translation>
    </message>
    <message>
        <source>Printing was cancelled.</source>
        <translation>ההדפסה בוטלה.</translation>
    </message>
    <message>
        <source>The printer did not take the document. Choose another printer, or try again.</source>
        <translation>המדפסת לא קיבלה את המסמך. בחר מדפסת אחרת או נסה שוב.</translation>
    </message>
</context>
<context>
    <name>DocumentView</name>
    <message>
        <source>Document</source>
        <translation>מסמך</translation>
    </message>
</context>
<context>
    <name>DoubtWords</name>
    <message numerus="yes">
        <source>%Ln are approved already, and would be changed.</source>
        <translation>
            <numerusform>אחת כבר אושרה, וההחלטה תשתנה.</numerusform>
            <numerusform>%Ln כבר אושרו, וההחלטה עליהן תשתנה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are no receipts by a decision, and would be changed.</source>
        <translation>
            <numerusform>על אחת כבר הוחלט שאינה קבלה, וההחלטה תשתנה.</numerusform>
            <numerusform>על %Ln כבר הוחלט שאינן קבלות, וההחלטה תשתנה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are rejected already, and would be changed.</source>
        <translation>
            <numerusform>אחת כבר נדחתה, וההחלטה תשתנה.</numerusform>
            <numerusform>%Ln כבר נדחו, וההחלטה עליהן תשתנה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln incomplete: what is decided about it could not be undone</source>
        <translation>
            <numerusform>%Ln שלא הושלמה: החלטה עליה לא תהיה ניתנת לביטול</numerusform>
            <numerusform>%Ln שלא הושלמו: החלטה עליהן לא תהיה ניתנת לביטול</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out: rejected, or not a receipt. To approve them, put them back to review first.</source>
        <translation>
            <numerusform>קבלה אחת לא נכללה: היא נדחתה או סומנה כלא קבלה. כדי לאשר אותה, החזר אותה קודם לבדיקה.</numerusform>
            <numerusform>%Ln קבלות לא נכללו: הן נדחו או סומנו כלא קבלה. כדי לאשר אותן, החזר אותן קודם לבדיקה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) are that already.</source>
        <translation>
            <numerusform>קבלה אחת כבר במצב הזה.</numerusform>
            <numerusform>%Ln קבלות כבר במצב הזה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln similar receipt(s): {same}</source>
        <translation>
            <numerusform>קבלה דומה אחת: {same}</numerusform>
            <numerusform>%Ln קבלות דומות: {same}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suspected duplicate(s)</source>
        <translation>
            <numerusform>%Ln חשודה ככפולה</numerusform>
            <numerusform>%Ln חשודות ככפולות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln that need(s) an allocation number</source>
        <translation>
            <numerusform>%Ln שצריכה מספר הקצאה</numerusform>
            <numerusform>%Ln שצריכות מספר הקצאה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln that the server could not give</source>
        <translation>
            <numerusform>%Ln שהשרת לא הצליח לתת</numerusform>
            <numerusform>%Ln שהשרת לא הצליח לתת</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a confidence under {percent}, or without one</source>
        <translation>
            <numerusform>%Ln בביטחון נמוך מ-{percent} או בלי ביטחון</numerusform>
            <numerusform>%Ln בביטחון נמוך מ-{percent} או בלי ביטחון</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a recognised amount</source>
        <translation>
            <numerusform>%Ln שלא זוהה בה סכום</numerusform>
            <numerusform>%Ln שלא זוהה בהן סכום</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It can be undone as one step, but for %Ln incomplete one(s): only the server can make them that.</source>
        <translation>
            <numerusform>אפשר לבטל בצעד אחד, פרט לקבלה אחת שלא הושלמה: רק השרת יכול להחזיר אותה למצב הזה.</numerusform>
            <numerusform>אפשר לבטל בצעד אחד, פרט ל-%Ln שלא הושלמו: רק השרת יכול להחזיר אותן למצב הזה.</numerusform>
        </translation>
    </message>
    <message>
        <source>Needs an allocation number: {net} before VAT, {rate} assumed</source>
        <translation>צריכה מספר הקצאה: {net} לפני מע״מ, בהנחה של {rate}</translation>
    </message>
    <message>
        <source>from the same mail</source>
        <translation>מאותו דוא״ל</translation>
    </message>
    <message>
        <source>same vendor, date, total</source>
        <translation>אותו ספק, תאריך וסכום</translation>
    </message>
    <message>
        <source>same vendor, total, number</source>
        <translation>אותו ספק, סכום ומספר</translation>
    </message>
    <message>
        <source>the same file</source>
        <translation>אותו קובץ</translation>
    </message>
</context>
<context>
    <name>DoubtsBar</name>
    <message>
        <source>Compare</source>
        <translation>השווה</translation>
    </message>
</context>
<context>
    <name>DownloadsHead</name>
    <message numerus="yes">
        <source>%Ln need(s) a decision</source>
        <translation>
            <numerusform>%Ln דורשת החלטה</numerusform>
            <numerusform>%Ln דורשות החלטה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel all %Ln</source>
        <translation>
            <numerusform>בטל את ההורדה</numerusform>
            <numerusform>בטל את כל %Ln ההורדות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel the %Ln waiting</source>
        <translation>
            <numerusform>בטל את הממתינה</numerusform>
            <numerusform>בטל את %Ln הממתינות</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel the waiting</source>
        <translation>בטל את הממתינות</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>נקה את שהסתיימו</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>הורדות</translation>
    </message>
    <message>
        <source>No download is over yet.</source>
        <translation>אף הורדה עוד לא הסתיימה.</translation>
    </message>
    <message>
        <source>No download is under way.</source>
        <translation>אין הורדה בעיצומה.</translation>
    </message>
    <message>
        <source>No download is waiting.</source>
        <translation>אין הורדה ממתינה.</translation>
    </message>
    <message>
        <source>Only what you play, open or export is fetched now.</source>
        <translation>כעת יורד רק מה שמנגנים, פותחים או מייצאים.</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>השהה הכול</translation>
    </message>
    <message>
        <source>Pause all downloads</source>
        <translation>השהה את כל ההורדות</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>המשך הכול</translation>
    </message>
    <message>
        <source>Resume all downloads</source>
        <translation>המשך את כל ההורדות</translation>
    </message>
    <message numerus="yes">
        <source>Try %Ln again</source>
        <translation>
            <numerusform>נסה שוב אחת</numerusform>
            <numerusform>נסה שוב %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message>
        <source>Downloads</source>
        <translation>הורדות</translation>
    </message>
    <message>
        <source>Nothing is being downloaded</source>
        <translation>אין הורדות</translation>
    </message>
    <message>
        <source>Recordings and receipts that you play, open or keep are shown here while they come.</source>
        <translation>הקלטות וקבלות שתנגן, תפתח או תשמור יוצגו כאן בזמן שהן מגיעות.</translation>
    </message>
</context>
<context>
    <name>EarlierExports</name>
    <message numerus="yes">
        <source>%Ln file(s) missing</source>
        <translation>
            <numerusform>קובץ אחד חסר</numerusform>
            <numerusform>%Ln קבצים חסרים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) missing</source>
        <translation>
            <numerusform>קבלה אחת חסרה</numerusform>
            <numerusform>%Ln קבלות חסרות</numerusform>
        </translation>
    </message>
    <message>
        <source>A PDF is not completed: save it once more.</source>
        <translation>קובץ PDF אי אפשר להשלים: שמור אותו שוב.</translation>
    </message>
    <message>
        <source>A later export has completed it.</source>
        <translation>ייצוא מאוחר יותר השלים אותו.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>הכול</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>שיחות</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>בוטל</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגור</translation>
    </message>
    <message>
        <source>Completed later</source>
        <translation>הושלם מאוחר יותר</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>המשך</translation>
    </message>
    <message>
        <source>Earlier exports</source>
        <translation>ייצואים קודמים</translation>
    </message>
    <message>
        <source>Everything is there</source>
        <translation>הכול נמצא</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>נכשל</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>קבצים</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>איך הסתיים</translation>
    </message>
    <message>
        <source>It is not finished yet.</source>
        <translation>הוא עוד לא הסתיים.</translation>
    </message>
    <message>
        <source>List of calls</source>
        <translation>רשימת שיחות</translation>
    </message>
    <message>
        <source>List of receipts</source>
        <translation>רשימת קבלות</translation>
    </message>
    <message>
        <source>No ZIP came of it.</source>
        <translation>לא נוצר ממנו קובץ ZIP.</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>לא הסתיים</translation>
    </message>
    <message>
        <source>Nothing is missing in it.</source>
        <translation>לא חסר בו דבר.</translation>
    </message>
    <message>
        <source>Nothing was exported yet.</source>
        <translation>עדיין לא יוצא דבר.</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>קבלות</translation>
    </message>
    <message>
        <source>Receipts as PDF</source>
        <translation>קבלות כ-PDF</translation>
    </message>
    <message>
        <source>Result…</source>
        <translation>תוצאה…</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>שורות</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>שנבחרו</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message>
        <source>The file is no longer there: {place}</source>
        <translation>הקובץ כבר לא נמצא שם: {place}</translation>
    </message>
    <message>
        <source>The same batch again</source>
        <translation>אותה קבוצה שוב</translation>
    </message>
    <message>
        <source>This is possible for ZIPs only.</source>
        <translation>אפשרי רק לקובצי ZIP.</translation>
    </message>
    <message>
        <source>This is possible for receipts only.</source>
        <translation>אפשרי רק לקבלות.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>נסה שוב</translation>
    </message>
    <message numerus="yes">
        <source>Try the %Ln missing again</source>
        <translation>
            <numerusform>נסה שוב את החסר</numerusform>
            <numerusform>נסה שוב את %Ln החסרים</numerusform>
        </translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>אימות</translation>
    </message>
    <message>
        <source>What</source>
        <translation>מה</translation>
    </message>
    <message>
        <source>What is missing in it is nowhere any more.</source>
        <translation>מה שחסר בו כבר לא נמצא בשום מקום.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>מתי</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>אילו</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>A file on this computer cannot be read or written.</source>
        <translation>אי אפשר לקרוא או לכתוב קובץ במחשב זה.</translation>
    </message>
    <message>
        <source>A web page answered in place of the ProSaaS server. Check the address, and whether this network wants you to sign in first.</source>
        <translation>במקום שרת ProSaaS ענה דף אינטרנט. בדוק את הכתובת, ואם הרשת הזאת דורשת התחברות קודם.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>בוטל.</translation>
    </message>
    <message>
        <source>It is no longer in the list: the server does not name it any more.</source>
        <translation>היא כבר לא ברשימה: השרת כבר לא מציין אותה.</translation>
    </message>
    <message>
        <source>Not enough room on the disk {disk}: {needed} needed, {free} free, of which {least} must always stay free.</source>
        <translation>אין די מקום בדיסק {disk}: נדרשים {needed}, פנויים {free}, ומתוכם {least} חייבים להישאר פנויים תמיד.</translation>
    </message>
    <message>
        <source>Not enough room on the disk {disk}: {needed} needed, {free} free.</source>
        <translation>אין די מקום בדיסק {disk}: נדרשים {needed}, פנויים {free}.</translation>
    </message>
    <message>
        <source>Not enough room: {needed} needed, {free} free.</source>
        <translation>אין מספיק מקום: נדרשים {needed}, פנויים {free}.</translation>
    </message>
    <message>
        <source>Nothing can be written in the program&apos;s folder {folder}. Allow it, and start the program again.</source>
        <translation>אי אפשר לכתוב לתיקיית התוכנה {folder}. יש לאפשר את הכתיבה אליה ולהפעיל את התוכנה מחדש.</translation>
    </message>
    <message>
        <source>Nothing can be written in the program&apos;s folder {folder}: {reason}. Allow it, and start the program again.</source>
        <translation>אי אפשר לכתוב לתיקיית התוכנה {folder}: {reason}. יש לאפשר את הכתיבה אליה ולהפעיל את התוכנה מחדש.</translation>
    </message>
    <message>
        <source>Nothing can be written on this disk: your lists are shown as they were, and nothing can be saved.</source>
        <translation>אי אפשר לכתוב לדיסק זה: הרשימות מוצגות כפי שהיו, ואי אפשר לשמור דבר.</translation>
    </message>
    <message>
        <source>ProSaaS Desktop is open with this folder already, but does not answer. Wait a moment, or end it, and start again.</source>
        <translation>התוכנה ProSaaS Desktop כבר פתוחה עם תיקייה זו אך אינה מגיבה. אפשר להמתין רגע, או לסגור אותה ולהפעיל מחדש.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>כניסה</translation>
    </message>
    <message>
        <source>Something went wrong. The log file says more.</source>
        <translation>משהו השתבש. פרטים נוספים בקובץ היומן.</translation>
    </message>
    <message>
        <source>The backup of your notes and views was written by a newer version. Install that one to get them back: this one leaves the backup as it is, and makes no other.</source>
        <translation>הגיבוי של ההערות והתצוגות נכתב בגרסה חדשה יותר. התקן אותה כדי לשחזר אותן: הגרסה הזאת משאירה את הגיבוי כמות שהוא, ואינה יוצרת אחר.</translation>
    </message>
    <message>
        <source>The damaged file was kept: {path}</source>
        <translation>הקובץ הפגום נשמר: {path}</translation>
    </message>
    <message>
        <source>The file arrived empty, 0 bytes.</source>
        <translation>הקובץ הגיע ריק, 0 בתים.</translation>
    </message>
    <message>
        <source>The file arrived incomplete.</source>
        <translation>הקובץ הגיע חלקי.</translation>
    </message>
    <message>
        <source>The file arrived incomplete: {received} of {expected}.</source>
        <translation>הקובץ הגיע חלקי: {received} מתוך {expected}.</translation>
    </message>
    <message>
        <source>The file is damaged and cannot be opened.</source>
        <translation>הקובץ פגום ואי אפשר לפתוח אותו.</translation>
    </message>
    <message>
        <source>The file is no longer in the server&apos;s storage.</source>
        <translation>הקובץ נמחק מהאחסון בשרת.</translation>
    </message>
    <message>
        <source>The lists on this computer are damaged. Close the program and start it again: it fetches them anew. Recordings stay.</source>
        <translation>הרשימות במחשב זה פגומות. יש לסגור את התוכנה ולהפעיל אותה מחדש: הרשימות יובאו שוב, וההקלטות יישארו.</translation>
    </message>
    <message>
        <source>The lists on this computer were damaged and are fetched anew. Recordings are still here. The damaged file was kept: {path}</source>
        <translation>הרשימות במחשב זה נפגמו ומובאות מחדש. ההקלטות עדיין כאן. הקובץ הפגום נשמר: {path}</translation>
    </message>
    <message>
        <source>The lists on this computer were written by a newer version. Install that one to open them.</source>
        <translation>הרשימות במחשב זה נכתבו בגרסה חדשה יותר. התקן אותה כדי לפתוח אותן.</translation>
    </message>
    <message>
        <source>The manifest.json of this ZIP cannot be read, so its files cannot be checked. Make the export again.</source>
        <translation>אי אפשר לקרוא את manifest.json של קובץ ה-ZIP הזה, ולכן אי אפשר לבדוק את הקבצים שבו. ייצא שוב.</translation>
    </message>
    <message>
        <source>The password could not be removed from this computer&apos;s password store. Remove the entry ProSaaS Desktop there.</source>
        <translation>לא ניתן היה להסיר את הסיסמה ממאגר הסיסמאות של המחשב. יש להסיר שם את הרשומה ProSaaS Desktop.</translation>
    </message>
    <message>
        <source>The recording was deleted from the server on {day}.</source>
        <translation>ההקלטה נמחקה מהשרת ב-{day}.</translation>
    </message>
    <message>
        <source>The recording was deleted from the server.</source>
        <translation>ההקלטה נמחקה מהשרת.</translation>
    </message>
    <message>
        <source>The server accepted the password, but its session works over https only. Use an address that begins with https://.</source>
        <translation>השרת קיבל את הסיסמה, אבל החיבור שלו עובד רק ב-https. השתמש בכתובת שמתחילה ב-⁦https://⁩.</translation>
    </message>
    <message>
        <source>The server could not prepare this recording.</source>
        <translation>השרת לא הצליח להכין את ההקלטה.</translation>
    </message>
    <message>
        <source>The server did not accept this request.</source>
        <translation>השרת לא קיבל את הבקשה.</translation>
    </message>
    <message>
        <source>The server does not answer.</source>
        <translation>השרת לא עונה.</translation>
    </message>
    <message>
        <source>The server failed (error {status}).</source>
        <translation>השרת נכשל (שגיאה {status}).</translation>
    </message>
    <message>
        <source>The server gave an answer that this program cannot read.</source>
        <translation>השרת החזיר תשובה שהתוכנה אינה יודעת לקרוא.</translation>
    </message>
    <message numerus="yes">
        <source>The server is busy and asks to wait %n second(s).</source>
        <translation>
            <numerusform>השרת עמוס ומבקש להמתין שנייה אחת.</numerusform>
            <numerusform>השרת עמוס ומבקש להמתין %n שניות.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server is busy. Try again in a moment.</source>
        <translation>השרת עמוס. נסה שוב בעוד רגע.</translation>
    </message>
    <message>
        <source>The server is still preparing this recording.</source>
        <translation>השרת עדיין מכין את ההקלטה הזאת.</translation>
    </message>
    <message>
        <source>The server no longer has this.</source>
        <translation>הפריט כבר לא נמצא בשרת.</translation>
    </message>
    <message>
        <source>The server prepares as many recordings as it can. This one is asked for again in a minute.</source>
        <translation>השרת כבר מכין את מספר ההקלטות המרבי. ההקלטה הזאת תבוקש שוב בעוד דקה.</translation>
    </message>
    <message>
        <source>The server sent something that is not a recording.</source>
        <translation>השרת שלח משהו שאינו הקלטה.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid, so nothing was sent. Check the address and this computer&apos;s clock, or ask whoever runs the server.</source>
        <translation>אישור האבטחה של השרת אינו תקף, ולכן לא נשלח דבר. בדוק את הכתובת ואת השעון של המחשב, או פנה למי שמפעיל את השרת.</translation>
    </message>
    <message>
        <source>The server&apos;s recording service does not answer. Try again in a few minutes.</source>
        <translation>שירות ההקלטות של השרת אינו עונה. נסה שוב בעוד כמה דקות.</translation>
    </message>
    <message>
        <source>The server&apos;s storage did not give the file.</source>
        <translation>האחסון של השרת לא מסר את הקובץ.</translation>
    </message>
    <message>
        <source>The settings were damaged. What could not be read of them is as it was at first.</source>
        <translation>ההגדרות היו פגומות. מה שלא היה אפשר לקרוא מהן חזר להיות כפי שהיה בהתחלה.</translation>
    </message>
    <message>
        <source>There is no room left on the disk of the program&apos;s folder {folder}. Make room there, and start the program again.</source>
        <translation>לא נותר מקום בדיסק של תיקיית התוכנה {folder}. יש לפנות בו מקום ולהפעיל את התוכנה מחדש.</translation>
    </message>
    <message>
        <source>There is no room left on the disk {disk}.</source>
        <translation>לא נשאר מקום בדיסק {disk}.</translation>
    </message>
    <message>
        <source>There is no room left on this disk.</source>
        <translation>לא נשאר מקום בדיסק.</translation>
    </message>
    <message>
        <source>There is no room left on this disk: your lists are shown as they were, and nothing can be saved. Make room, and start the program again.</source>
        <translation>לא נותר מקום בדיסק: הרשימות מוצגות כפי שהיו, ואי אפשר לשמור דבר. יש לפנות מקום ולהפעיל את התוכנה מחדש.</translation>
    </message>
    <message>
        <source>There is no sound in this recording.</source>
        <translation>אין קול בהקלטה הזאת.</translation>
    </message>
    <message>
        <source>There is nothing to export: no receipt matches.</source>
        <translation>אין מה לייצא: אף קבלה לא מתאימה.</translation>
    </message>
    <message>
        <source>This ZIP has no manifest.json to be checked against: it was not made by an export of this program, or was changed since.</source>
        <translation>אין בקובץ ה-ZIP הזה manifest.json לבדוק מולו: הוא לא נוצר בייצוא של תוכנה זו, או שונה מאז.</translation>
    </message>
    <message>
        <source>This ZIP says that it holds more than this program unpacks, so it was not checked.</source>
        <translation>לפי קובץ ה-ZIP הזה, יש בו יותר ממה שתוכנה זו פורסת, ולכן הוא לא נבדק.</translation>
    </message>
    <message>
        <source>This ZIP was made by a newer version. Install that one to check it.</source>
        <translation>קובץ ה-ZIP הזה נוצר בגרסה חדשה יותר. התקן אותה כדי לבדוק אותו.</translation>
    </message>
    <message>
        <source>This address is not encrypted. Use one that begins with https://.</source>
        <translation>הכתובת הזאת אינה מוצפנת. השתמש בכתובת שמתחילה ב-⁦https://⁩.</translation>
    </message>
    <message>
        <source>This call has no recording on the server.</source>
        <translation>לשיחה הזאת אין הקלטה בשרת.</translation>
    </message>
    <message>
        <source>This computer has no safe place for the password, so you stay signed in only until the program is closed.</source>
        <translation>במחשב זה אין מקום בטוח לסיסמה, ולכן תישאר מחובר רק עד סגירת התוכנה.</translation>
    </message>
    <message>
        <source>This computer&apos;s password store did not answer, so you stay signed in only until the program is closed.</source>
        <translation>מאגר הסיסמאות של המחשב לא הגיב, ולכן החיבור יישמר רק עד לסגירת התוכנה.</translation>
    </message>
    <message>
        <source>This disk is nearly full: {needed} must always stay free on it, just under that are free now.</source>
        <translation>הדיסק הזה כמעט מלא: {needed} חייבים להישאר בו פנויים תמיד, וכעת פנוי בו מעט פחות מזה.</translation>
    </message>
    <message>
        <source>This disk is nearly full: {needed} must always stay free on it, {free} are free now.</source>
        <translation>הדיסק הזה כמעט מלא: {needed} חייבים להישאר בו פנויים תמיד, וכעת פנויים {free}.</translation>
    </message>
    <message>
        <source>This document is protected by a password. Download it to open it with another program.</source>
        <translation>המסמך הזה מוגן בסיסמה. הורד אותו כדי לפתוח אותו בתוכנה אחרת.</translation>
    </message>
    <message>
        <source>This document is too heavy to be shown here. Download it to open it with another program.</source>
        <translation>המסמך הזה כבד מדי להצגה כאן. הורד אותו כדי לפתוח אותו בתוכנה אחרת.</translation>
    </message>
    <message>
        <source>This document opens with a password.</source>
        <translation>המסמך הזה נפתח בסיסמה.</translation>
    </message>
    <message>
        <source>This e-mail and password do not match. Capital letters count in the e-mail.</source>
        <translation>הדוא״ל והסיסמה אינם תואמים. יש הבדל בין אותיות גדולות לקטנות.</translation>
    </message>
    <message>
        <source>This file is no ZIP, or is damaged, or only a part of one.</source>
        <translation>הקובץ הזה אינו קובץ ZIP, או שהוא פגום או חלקי.</translation>
    </message>
    <message>
        <source>This is a folder and no ZIP. Choose the ZIP itself: what was unpacked from it cannot be verified.</source>
        <translation>זו תיקייה ולא קובץ ZIP. יש לבחור את קובץ ה-ZIP עצמו: אי אפשר לאמת את מה שחולץ ממנו.</translation>
    </message>
    <message>
        <source>This is more than one PDF can hold. Choose a shorter period.</source>
        <translation>זה יותר ממה שקובץ PDF אחד יכול להכיל. יש לבחור תקופה קצרה יותר.</translation>
    </message>
    <message>
        <source>This is more than one sheet of a spreadsheet holds (1,048,576 rows). Choose a shorter period.</source>
        <translation>זה יותר ממה שגיליון אחד מכיל (1,048,576 שורות). יש לבחור תקופה קצרה יותר.</translation>
    </message>
    <message>
        <source>This is not a server address. One looks like https://prosaas.example.</source>
        <translation>זו אינה כתובת של שרת. כתובת נראית כך: ⁦https://prosaas.example⁩.</translation>
    </message>
    <message>
        <source>This kind of file cannot be shown here. Download it to open it with another program.</source>
        <translation>אי אפשר להציג כאן קובץ מסוג זה. הורד אותו כדי לפתוח אותו בתוכנה אחרת.</translation>
    </message>
    <message>
        <source>This page is not switched on for your business.</source>
        <translation>הדף הזה אינו מופעל עבור העסק שלך.</translation>
    </message>
    <message>
        <source>This program cannot play this kind of sound.</source>
        <translation>התוכנה אינה יכולה לנגן צליל מסוג זה.</translation>
    </message>
    <message>
        <source>This receipt has no preview.</source>
        <translation>לקבלה הזאת אין Preview.</translation>
    </message>
    <message>
        <source>This receipt has no source file.</source>
        <translation>לקבלה הזאת אין קובץ מקור.</translation>
    </message>
    <message>
        <source>This version changes how the lists on this computer are kept, and copies them first. There is not enough room: {needed} needed, {free} free. Nothing was changed.</source>
        <translation>גרסה זו משנה את אופן השמירה של הרשימות במחשב זה, ומעתיקה אותן קודם. אין די מקום: דרושים {needed}, פנויים {free}. דבר לא השתנה.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>נסה שוב</translation>
    </message>
    <message>
        <source>What answers at this address does not speak https, so nothing was sent. Check the address and its port. For a server on this computer type http:// before it, as in http://localhost:8080.</source>
        <translation>מה שעונה בכתובת הזאת אינו מדבר https, ולכן לא נשלח דבר. בדוק את הכתובת ואת הפורט. לשרת במחשב זה הקלד ⁦http://⁩ לפניה, למשל ⁦http://localhost:8080⁩.</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>אין לך הרשאה לפעולה הזאת.</translation>
    </message>
    <message>
        <source>Your account belongs to no business yet.</source>
        <translation>החשבון שלך עדיין לא משויך לעסק.</translation>
    </message>
    <message>
        <source>Your notes and views did not come back: none of their backups on this computer can be read.</source>
        <translation>ההערות והתצוגות לא שוחזרו: אי אפשר לקרוא אף אחד מהגיבויים שלהן במחשב זה.</translation>
    </message>
    <message>
        <source>Your password is not kept on this computer, so it is asked for.</source>
        <translation>הסיסמה אינה שמורה במחשב זה, ולכן יש להזין אותה.</translation>
    </message>
    <message>
        <source>Your role in this business does not include this.</source>
        <translation>התפקיד שלך בעסק אינו כולל את זה.</translation>
    </message>
    <message>
        <source>Your session has ended. Nothing that waits is lost.</source>
        <translation>החיבור לחשבון הסתיים. מה שממתין לא הולך לאיבוד.</translation>
    </message>
    <message>
        <source>a file stands where a folder should be</source>
        <translation>במקום שבו צריכה להיות תיקייה נמצא קובץ</translation>
    </message>
    <message>
        <source>another program is using it</source>
        <translation>תוכנה אחרת משתמשת בו</translation>
    </message>
    <message>
        <source>it is no longer there</source>
        <translation>הוא כבר לא נמצא שם</translation>
    </message>
    <message>
        <source>it may only be read</source>
        <translation>מותר לקרוא בלבד</translation>
    </message>
    <message>
        <source>its disk does not answer</source>
        <translation>הדיסק שבו הוא נמצא אינו מגיב</translation>
    </message>
    <message>
        <source>its folder, or its drive, is no longer there</source>
        <translation>התיקייה שלו, או הכונן, כבר אינם שם</translation>
    </message>
    <message>
        <source>the system does not accept its name</source>
        <translation>המערכת אינה מקבלת את השם שלו</translation>
    </message>
    <message>
        <source>the system refused permission</source>
        <translation>המערכת לא נתנה הרשאה</translation>
    </message>
    <message>
        <source>{sentence} The server says: {words}</source>
        <translation>{sentence} הודעת השרת: {words}</translation>
    </message>
    <message>
        <source>“{name}” cannot be read or written.</source>
        <translation>אי אפשר לקרוא את ”{name}” או לכתוב אליו.</translation>
    </message>
    <message>
        <source>“{name}” cannot be read or written: {reason}.</source>
        <translation>אי אפשר לקרוא את ”{name}” או לכתוב אליו: {reason}.</translation>
    </message>
</context>
<context>
    <name>ExportButtons</name>
    <message numerus="yes">
        <source>Export %Ln selected</source>
        <translation>
            <numerusform>ייצא קבלה אחת שנבחרה</numerusform>
            <numerusform>ייצא %Ln שנבחרו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln to ZIP</source>
        <translation>
            <numerusform>ייצא קבלה אחת ל-ZIP</numerusform>
            <numerusform>ייצא %Ln ל-ZIP</numerusform>
        </translation>
    </message>
    <message>
        <source>Export ZIP</source>
        <translation>ייצא ZIP</translation>
    </message>
    <message>
        <source>Export {count}</source>
        <translation>ייצא {count}</translation>
    </message>
    <message>
        <source>More ways to export</source>
        <translation>דרכים נוספות לייצא</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>קובץ אחד</numerusform>
            <numerusform>%Ln קבצים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are written already.</source>
        <translation>
            <numerusform>קובץ אחד כבר נכתב.</numerusform>
            <numerusform>%Ln קבצים כבר נכתבו.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel export</source>
        <translation>בטל ייצוא</translation>
    </message>
    <message>
        <source>Cancel this export?</source>
        <translation>לבטל את הייצוא הזה?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>המשך</translation>
    </message>
    <message>
        <source>Continue in background</source>
        <translation>המשך ברקע</translation>
    </message>
    <message>
        <source>Export receipts to ZIP</source>
        <translation>ייצוא קבלות ל-ZIP</translation>
    </message>
    <message numerus="yes">
        <source>Exporting %Ln receipt(s)</source>
        <translation>
            <numerusform>מייצא קבלה אחת</numerusform>
            <numerusform>מייצא %Ln קבלות</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetched from the server</source>
        <translation>הורדו מהשרת</translation>
    </message>
    <message>
        <source>Go on exporting</source>
        <translation>להמשיך בייצוא</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>מאוחר יותר</translation>
    </message>
    <message>
        <source>Missing so far</source>
        <translation>חסרים עד כה</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>עכשיו</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>השהה</translation>
    </message>
    <message>
        <source>Paused: it can go on at any time, after another start of the program too.</source>
        <translation>בהשהיה: אפשר להמשיך בכל רגע, גם אחרי הפעלה נוספת של התוכנה.</translation>
    </message>
    <message>
        <source>Paused: what is written so far is kept.</source>
        <translation>בהשהיה: מה שנכתב עד כה נשמר.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>התקדמות</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>מקום בדיסק</translation>
    </message>
    <message>
        <source>Saved to</source>
        <translation>נשמר אל</translation>
    </message>
    <message>
        <source>They are thrown away, and no partial file is left.</source>
        <translation>מה שנכתב יימחק, ולא יישאר קובץ חלקי.</translation>
    </message>
    <message>
        <source>Was on this computer</source>
        <translation>כבר היו במחשב זה</translation>
    </message>
    <message>
        <source>You can go on working. If you cancel, no partial file is left.</source>
        <translation>אפשר להמשיך לעבוד. אם מבטלים, לא נשאר קובץ חלקי.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>אין</translation>
    </message>
    <message>
        <source>{count} · listed at the end</source>
        <translation>{count} · יופיעו ברשימה בסוף</translation>
    </message>
</context>
<context>
    <name>ExportLists</name>
    <message>
        <source>By currency</source>
        <translation>לפי מטבע</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>לפי חודש</translation>
    </message>
    <message>
        <source>By vendor</source>
        <translation>לפי ספק</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>בוטל</translation>
    </message>
    <message>
        <source>Confidence (%)</source>
        <translation>ביטחון (%)</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>מטבע</translation>
    </message>
    <message>
        <source>Disk of this computer</source>
        <translation>הדיסק של מחשב זה</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>כפילות</translation>
    </message>
    <message>
        <source>Gone from the list</source>
        <translation>כבר לא ברשימה</translation>
    </message>
    <message>
        <source>Gone from the server</source>
        <translation>כבר אינו בשרת</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>איך הגיע</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>במילים</translation>
    </message>
    <message>
        <source>Invoice date</source>
        <translation>תאריך החשבונית</translation>
    </message>
    <message>
        <source>Invoice no.</source>
        <translation>מספר חשבונית</translation>
    </message>
    <message>
        <source>Missing files</source>
        <translation>קבצים חסרים</translation>
    </message>
    <message>
        <source>Month or vendor</source>
        <translation>חודש או ספק</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>אין חיבור</translation>
    </message>
    <message>
        <source>No room on the disk</source>
        <translation>אין מקום בדיסק</translation>
    </message>
    <message>
        <source>None on the server</source>
        <translation>אין בשרת</translation>
    </message>
    <message>
        <source>Not usable</source>
        <translation>לא שמיש</translation>
    </message>
    <message>
        <source>Preview file</source>
        <translation>קובץ Preview</translation>
    </message>
    <message>
        <source>Receipt no.</source>
        <translation>מספר קבלה</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>קבלות</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>מועד הגעה</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>נדחה</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>הערה</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>שולח</translation>
    </message>
    <message>
        <source>Source file</source>
        <translation>קובץ מקור</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>נושא</translation>
    </message>
    <message>
        <source>Summed by</source>
        <translation>סיכום</translation>
    </message>
    <message>
        <source>Too many tries</source>
        <translation>יותר מדי ניסיונות</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>סכום כולל</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>סיכומים</translation>
    </message>
    <message>
        <source>Without an amount</source>
        <translation>ללא סכום</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <source>Everything that the list shows</source>
        <translation>כל מה שהרשימה מציגה</translation>
    </message>
    <message>
        <source>More ways to export</source>
        <translation>דרכים נוספות לייצא</translation>
    </message>
    <message>
        <source>The same batch again</source>
        <translation>אותה קבוצה שוב</translation>
    </message>
    <message>
        <source>The selected receipts</source>
        <translation>הקבלות שנבחרו</translation>
    </message>
</context>
<context>
    <name>ExportResultDialog</name>
    <message numerus="yes">
        <source>%Ln more not listed here: missing.csv in the ZIP has all.</source>
        <translation>
            <numerusform>עוד אחד לא מופיע כאן: בקובץ missing.csv שב-ZIP מופיעים כולם.</numerusform>
            <numerusform>עוד %Ln לא מופיעים כאן: בקובץ missing.csv שב-ZIP מופיעים כולם.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more receipt(s) not listed here.</source>
        <translation>
            <numerusform>עוד קבלה אחת לא מופיעה כאן.</numerusform>
            <numerusform>עוד %Ln קבלות לא מופיעות כאן.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without an amount</source>
        <translation>
            <numerusform>%Ln בלי סכום</numerusform>
            <numerusform>%Ln בלי סכום</numerusform>
        </translation>
    </message>
    <message>
        <source>A copy is under way.</source>
        <translation>העתקה כבר מתבצעת.</translation>
    </message>
    <message>
        <source>Changed on the server since the list was fetched</source>
        <translation>השתנו בשרת מאז שהרשימה נטענה</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגור</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>העתק רשימה</translation>
    </message>
    <message>
        <source>Copy to…</source>
        <translation>העתק אל…</translation>
    </message>
    <message>
        <source>Export receipts to ZIP</source>
        <translation>ייצוא קבלות ל-ZIP</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message numerus="yes">
        <source>Try the %Ln missing again</source>
        <translation>
            <numerusform>נסה שוב את הקובץ החסר</numerusform>
            <numerusform>נסה שוב את %Ln החסרים</numerusform>
        </translation>
    </message>
    <message>
        <source>What is in the ZIP</source>
        <translation>מה נמצא ב-ZIP</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>החסרים</translation>
    </message>
</context>
<context>
    <name>ExportRow</name>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>הקובץ כבר לא שם.</translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>קובץ אחד</numerusform>
            <numerusform>%Ln קבצים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s)</source>
        <translation>
            <numerusform>קבלה אחת</numerusform>
            <numerusform>%Ln קבלות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) have no preview on the server.</source>
        <translation>
            <numerusform>לקבלה אחת אין Preview בשרת.</numerusform>
            <numerusform>ל-%Ln קבלות אין Preview בשרת.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) went from the list meanwhile, and are not in it.</source>
        <translation>
            <numerusform>קבלה אחת ירדה בינתיים מהרשימה, ואינה בקובץ.</numerusform>
            <numerusform>%Ln קבלות ירדו בינתיים מהרשימה, ואינן בקובץ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) were changed on the server since the list was fetched.</source>
        <translation>
            <numerusform>קבלה אחת השתנתה בשרת מאז שהרשימה נטענה.</numerusform>
            <numerusform>%Ln קבלות השתנו בשרת מאז שהרשימה נטענה.</numerusform>
        </translation>
    </message>
    <message>
        <source>About {needed} needed · {free} free</source>
        <translation>דרושים בערך {needed} · פנויים {free}</translation>
    </message>
    <message>
        <source>About {time} left</source>
        <translation>נותרו בערך {time}</translation>
    </message>
    <message>
        <source>All dates</source>
        <translation>כל התאריכים</translation>
    </message>
    <message>
        <source>Another file has that name by now, so this one is named {name}.</source>
        <translation>קובץ אחר כבר נושא את השם הזה, ולכן הקובץ הזה נשמר בשם {name}.</translation>
    </message>
    <message>
        <source>Another program had the file open, so this one is named {name}.</source>
        <translation>תוכנה אחרת החזיקה את הקובץ פתוח, ולכן הקובץ הזה נשמר בשם {name}.</translation>
    </message>
    <message numerus="yes">
        <source>Export finished, %Ln file(s) missing</source>
        <translation>
            <numerusform>הייצוא הסתיים, קובץ אחד חסר</numerusform>
            <numerusform>הייצוא הסתיים, %Ln קבצים חסרים</numerusform>
        </translation>
    </message>
    <message>
        <source>Export finished, everything is there</source>
        <translation>הייצוא הסתיים, הכול נמצא</translation>
    </message>
    <message>
        <source>From {day}</source>
        <translation>מ-{day}</translation>
    </message>
    <message>
        <source>Of an export that a backup brought back, the files are not known.</source>
        <translation>הקבצים של ייצוא שהוחזר מגיבוי אינם ידועים.</translation>
    </message>
    <message numerus="yes">
        <source>The batch cannot be the same byte for byte: %Ln file(s) are not here as they were.</source>
        <translation>
            <numerusform>הקבוצה לא יכולה להיות זהה: קובץ אחד לא נמצא כאן כפי שהיה.</numerusform>
            <numerusform>הקבוצה לא יכולה להיות זהה: %Ln קבצים לא נמצאים כאן כפי שהיו.</numerusform>
        </translation>
    </message>
    <message>
        <source>The same batch again, byte for byte: {files} in {receipts}.</source>
        <translation>אותה קבוצה שוב, זהה עד הבית האחרון: {files} של {receipts}.</translation>
    </message>
    <message>
        <source>The selected receipts</source>
        <translation>הקבלות שנבחרו</translation>
    </message>
    <message>
        <source>To {day}, that day included</source>
        <translation>עד {day}, כולל היום הזה</translation>
    </message>
    <message>
        <source>Waits for room on this disk</source>
        <translation>ממתין למקום פנוי בדיסק הזה</translation>
    </message>
    <message>
        <source>Waits for the server</source>
        <translation>ממתין לשרת</translation>
    </message>
    <message>
        <source>Waits for {name}</source>
        <translation>ממתין ל-{name}</translation>
    </message>
    <message>
        <source>Waits for {name}, asked for again in {wait}</source>
        <translation>ממתין ל-{name}, פנייה חוזרת לשרת בעוד {wait}</translation>
    </message>
    <message>
        <source>Waits for {name}, which the server prepares</source>
        <translation>ממתין ל-{name}: השרת מכין אותה</translation>
    </message>
    <message>
        <source>What does not fit is listed as missing.</source>
        <translation>מה שאין לו מקום יירשם כחסר.</translation>
    </message>
    <message>
        <source>changed since the last export</source>
        <translation>השתנו מאז הייצוא האחרון</translation>
    </message>
    <message>
        <source>each file checked as it was written</source>
        <translation>כל קובץ אומת בזמן הכתיבה</translation>
    </message>
    <message>
        <source>new since the last export</source>
        <translation>חדשות מאז הייצוא האחרון</translation>
    </message>
    <message>
        <source>no file is in it, only the lists</source>
        <translation>אין בו אף קובץ, רק הרשימות</translation>
    </message>
    <message>
        <source>source and preview</source>
        <translation>מקור ו-Preview</translation>
    </message>
    <message>
        <source>the same as in the last export</source>
        <translation>כפי שהיו בייצוא האחרון</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln file(s)</source>
        <translation>
            <numerusform>{done} מתוך קובץ אחד</numerusform>
            <numerusform>{done} מתוך %Ln קבצים</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {count} files in {receipts}.</source>
        <translation>{done} מתוך {count} קבצים של {receipts}.</translation>
    </message>
    <message>
        <source>{done} of {count} files in {receipts}; {missing} missing.</source>
        <translation>{done} מתוך {count} קבצים של {receipts}; {missing} חסרים.</translation>
    </message>
    <message>
        <source>{first} to {last}, the last day included</source>
        <translation>{first} עד {last}, כולל היום האחרון</translation>
    </message>
    <message>
        <source>{free} free</source>
        <translation>פנויים {free}</translation>
    </message>
    <message>
        <source>{needed} needed · {free} free</source>
        <translation>דרושים {needed} · פנויים {free}</translation>
    </message>
    <message>
        <source>{needed} or more needed · {free} free</source>
        <translation>דרושים לפחות {needed} · פנויים {free}</translation>
    </message>
    <message>
        <source>{size} bytes, {listed} in the list</source>
        <translation>{size} בתים, ברשימה {listed}</translation>
    </message>
    <message>
        <source>{size} written</source>
        <translation>נכתבו {size}</translation>
    </message>
</context>
<context>
    <name>ExportsSection</name>
    <message>
        <source>Exports</source>
        <translation>ייצואים</translation>
    </message>
    <message>
        <source>It is in no export yet</source>
        <translation>היא עדיין לא בשום ייצוא</translation>
    </message>
</context>
<context>
    <name>FaultTable</name>
    <message>
        <source>File</source>
        <translation>קובץ</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>מה לא תקין</translation>
    </message>
</context>
<context>
    <name>FileHanding</name>
    <message numerus="yes">
        <source>%Ln file(s) are not on this computer yet, and were left out.</source>
        <translation>
            <numerusform>קובץ אחד עדיין אינו במחשב זה ולא נכלל.</numerusform>
            <numerusform>%Ln קבצים עדיין אינם במחשב זה ולא נכללו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) copied: paste them where they are wanted.</source>
        <translation>
            <numerusform>הועתק קובץ אחד: הדבק אותו היכן שצריך.</numerusform>
            <numerusform>הועתקו %Ln קבצים: הדבק אותם היכן שצריך.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln file(s) can be taken at once. Download them instead.</source>
        <translation>
            <numerusform>אפשר לקחת קובץ אחד לכל היותר בבת אחת. אפשר להוריד במקום זאת.</numerusform>
            <numerusform>אפשר לקחת עד %Ln קבצים בבת אחת. אפשר להוריד במקום זאת.</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetch them</source>
        <translation>הבא אותם</translation>
    </message>
    <message>
        <source>Files of this kind are not opened from here, since they may do more than show.</source>
        <translation>קבצים מסוג זה אינם נפתחים מכאן, כי הם עלולים לעשות יותר מלהציג.</translation>
    </message>
    <message>
        <source>The page was copied as a picture.</source>
        <translation>העמוד הועתק כתמונה.</translation>
    </message>
    <message>
        <source>There is no file to take.</source>
        <translation>אין קובץ לקחת.</translation>
    </message>
    <message>
        <source>This computer has no program that opens this file.</source>
        <translation>אין במחשב זה תוכנה שפותחת את הקובץ.</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Close the search</source>
        <translation>סגור את החיפוש</translation>
    </message>
    <message>
        <source>No text in this document</source>
        <translation>אין טקסט במסמך הזה</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>לא נמצא</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>מחפש…</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} מתוך {count}</translation>
    </message>
    <message>
        <source>{number} of {count}…</source>
        <translation>{number} מתוך {count}…</translation>
    </message>
</context>
<context>
    <name>FindDialog</name>
    <message>
        <source>Search calls and receipts</source>
        <translation>חיפוש בשיחות ובקבלות</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>חיפוש בהכול</translation>
    </message>
    <message>
        <source>Words of a call, a name, a phone, a vendor, a subject, an invoice number.</source>
        <translation>מילים משיחה, שם, טלפון, ספק, נושא, מספר חשבונית.</translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Find in the document</source>
        <translation>חיפוש במסמך</translation>
    </message>
</context>
<context>
    <name>FindLines</name>
    <message>
        <source>Bookmark at {time}: {text}</source>
        <translation>סימנייה ב-{time}: {text}</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>שיחות</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>הערה: {text}</translation>
    </message>
    <message>
        <source>Nothing matches “{words}”</source>
        <translation>אין תוצאות עבור ”{words}”</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>קבלות</translation>
    </message>
    <message numerus="yes">
        <source>Show all %Ln call(s)</source>
        <translation>
            <numerusform>הצג את השיחה</numerusform>
            <numerusform>הצג את כל %Ln השיחות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %Ln receipt(s)</source>
        <translation>
            <numerusform>הצג את הקבלה</numerusform>
            <numerusform>הצג את כל %Ln הקבלות</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all calls</source>
        <translation>הצג את כל השיחות</translation>
    </message>
    <message>
        <source>Show all receipts</source>
        <translation>הצג את כל הקבלות</translation>
    </message>
</context>
<context>
    <name>FindList</name>
    <message>
        <source>Results</source>
        <translation>תוצאות</translation>
    </message>
</context>
<context>
    <name>FirstSyncReport</name>
    <message>
        <source>{seen} of {total} have come so far.</source>
        <translation>עד עכשיו הגיעו {seen} מתוך {total}.</translation>
    </message>
</context>
<context>
    <name>Formatting</name>
    <message>
        <source>Today</source>
        <translation>היום</translation>
    </message>
</context>
<context>
    <name>GeneralSettings</name>
    <message>
        <source>As the system</source>
        <translation>כמו במערכת</translation>
    </message>
    <message>
        <source>As the system ({language})</source>
        <translation>כמו במערכת ({language})</translation>
    </message>
    <message>
        <source>Compact, 28 px</source>
        <translation>צפוף, 28 פיקסלים</translation>
    </message>
    <message>
        <source>Compare all rows with the server</source>
        <translation>השוואת כל השורות לשרת</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>כהה</translation>
    </message>
    <message>
        <source>Every 6 hours</source>
        <translation>כל 6 שעות</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>כל יום</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>כל שבוע</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>שפה</translation>
    </message>
    <message>
        <source>Language and appearance</source>
        <translation>שפה ומראה</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>בהיר</translation>
    </message>
    <message>
        <source>New rows come every ten minutes. What was changed or removed at the server is found when all rows are compared.</source>
        <translation>שורות חדשות מגיעות כל עשר דקות. מה ששונה או הוסר בשרת מתגלה כשמשווים את כל השורות.</translation>
    </message>
    <message>
        <source>Normal, 32 px</source>
        <translation>רגיל, 32 פיקסלים</translation>
    </message>
    <message>
        <source>Only by hand</source>
        <translation>ידנית בלבד</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>גובה שורה</translation>
    </message>
    <message>
        <source>Switches at once: the whole window mirrors. Column order and widths are kept for each direction apart.</source>
        <translation>מתחלף מיד: כל החלון מתהפך. סדר העמודות ורוחבן נשמרים לכל כיוון בנפרד.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>ערכת צבעים</translation>
    </message>
</context>
<context>
    <name>KeepingWords</name>
    <message numerus="yes">
        <source>%Ln being played</source>
        <translation>
            <numerusform>%Ln מתנגנת כעת</numerusform>
            <numerusform>%Ln מתנגנות כעת</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not reviewed</source>
        <translation>
            <numerusform>%Ln שלא נבדקה</numerusform>
            <numerusform>%Ln שלא נבדקו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln only on this computer</source>
        <translation>
            <numerusform>%Ln שנמצאת במחשב זה בלבד</numerusform>
            <numerusform>%Ln שנמצאות במחשב זה בלבד</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pinned</source>
        <translation>
            <numerusform>%Ln מוצמדת</numerusform>
            <numerusform>%Ln מוצמדות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) were deleted from the server between {first} and {last} before they could be kept.</source>
        <translation>
            <numerusform>הקלטה אחת נמחקה מהשרת בין {first} ל-{last} לפני שאפשר היה לשמור אותה.</numerusform>
            <numerusform>%Ln הקלטות נמחקו מהשרת בין {first} ל-{last} לפני שאפשר היה לשמור אותן.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) were deleted from the server on {day} before they could be kept.</source>
        <translation>
            <numerusform>הקלטה אחת נמחקה מהשרת ב-{day} לפני שאפשר היה לשמור אותה.</numerusform>
            <numerusform>%Ln הקלטות נמחקו מהשרת ב-{day} לפני שאפשר היה לשמור אותן.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a note or a bookmark</source>
        <translation>
            <numerusform>%Ln עם הערה או סימנייה</numerusform>
            <numerusform>%Ln עם הערה או סימנייה</numerusform>
        </translation>
    </message>
    <message>
        <source>Free up space on this disk, or mark calls as reviewed.</source>
        <translation>פנה מקום בדיסק הזה, או סמן שיחות כנבדקו.</translation>
    </message>
    <message>
        <source>Mark calls as reviewed, or allow more room in the settings.</source>
        <translation>סמן שיחות כנבדקו, או הקצה יותר מקום בהגדרות.</translation>
    </message>
    <message>
        <source>Only {free} are free on this disk.</source>
        <translation>רק {free} פנויים בדיסק.</translation>
    </message>
    <message>
        <source>Recordings kept on this computer: {size}</source>
        <translation>הקלטות שמורות במחשב זה: {size}</translation>
    </message>
    <message>
        <source>Recordings kept on this computer: {size} of {limit}</source>
        <translation>הקלטות שמורות במחשב זה: {size} מתוך {limit}</translation>
    </message>
    <message>
        <source>Recordings take {size} of the {limit} that they may.</source>
        <translation>ההקלטות תופסות {size} מתוך {limit} שהוקצו להן.</translation>
    </message>
    <message>
        <source>What is kept cannot go by itself: {counts}.</source>
        <translation>מה ששמור אינו יכול להימחק מעצמו: {counts}.</translation>
    </message>
    <message>
        <source>{count} GB</source>
        <translation>⁦{count} GB⁩</translation>
    </message>
    <message>
        <source>{free} are free on this disk, of which {least} are never taken.</source>
        <translation>{free} פנויים בדיסק, ומתוכם {least} לעולם אינם נתפסים.</translation>
    </message>
    <message>
        <source>{size} kept on this computer</source>
        <translation>{size} שמורים במחשב זה</translation>
    </message>
    <message>
        <source>{size} of {limit} kept on this computer</source>
        <translation>{size} מתוך {limit} שמורים במחשב זה</translation>
    </message>
</context>
<context>
    <name>KeptSpace</name>
    <message numerus="yes">
        <source>%Ln reviewed recording(s) were removed from this computer: {size}.</source>
        <translation>
            <numerusform>הקלטה אחת שנבדקה הוסרה ממחשב זה: {size}.</numerusform>
            <numerusform>%Ln הקלטות שנבדקו הוסרו ממחשב זה: {size}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>השאר אותן</translation>
    </message>
    <message>
        <source>Let reviewed ones go…</source>
        <translation>הסרת הקלטות שנבדקו…</translation>
    </message>
    <message>
        <source>Recordings are kept on this computer for as long as the settings say.</source>
        <translation>הקלטות נשמרות במחשב זה כל עוד ההגדרות אומרות זאת.</translation>
    </message>
    <message>
        <source>Recordings are kept on this computer until they take {limit}. Then reviewed ones that the server still has go first; what only this computer has is never removed unless you say so.</source>
        <translation>הקלטות נשמרות במחשב זה עד שהן תופסות {limit}. אז יוסרו תחילה הקלטות שנבדקו ועדיין נמצאות בשרת; מה שנמצא רק במחשב זה לא יוסר בלי אישורך.</translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln recording(s)</source>
        <translation>
            <numerusform>הסר הקלטה אחת</numerusform>
            <numerusform>הסר %Ln הקלטות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln reviewed recording(s) from this computer?</source>
        <translation>
            <numerusform>להסיר ממחשב זה הקלטה אחת שנבדקה?</numerusform>
            <numerusform>להסיר ממחשב זה %Ln הקלטות שנבדקו?</numerusform>
        </translation>
    </message>
    <message>
        <source>Room for recordings</source>
        <translation>מקום להקלטות</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
    <message>
        <source>They take {size}. What the server has no longer cannot be fetched again. Notes, transcripts and the calls themselves stay.</source>
        <translation>הן תופסות {size}. מה שאינו עוד בשרת לא יוכל לחזור. ההערות, התמלילים והשיחות עצמן נשארים.</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>קיצורי מקלדת</translation>
    </message>
    <message>
        <source>No command is found</source>
        <translation>לא נמצאה פקודה</translation>
    </message>
    <message>
        <source>Search for a command or a key</source>
        <translation>חפש פקודה או מקש</translation>
    </message>
    <message>
        <source>Try another word, or a key such as Ctrl.</source>
        <translation>נסה מילה אחרת, או מקש כמו Ctrl.</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Anywhere</source>
        <translation>בכל מקום</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>שיחות</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>מסמך</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>הורדות</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>נגן</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>קבלות</translation>
    </message>
</context>
<context>
    <name>LastingDialog</name>
    <message>
        <source>Approve</source>
        <translation>אשר</translation>
    </message>
    <message>
        <source>Approve this incomplete receipt?</source>
        <translation>לאשר קבלה זו, שלא הושלמה?</translation>
    </message>
    <message>
        <source>Back to review</source>
        <translation>החזר לבדיקה</translation>
    </message>
    <message>
        <source>Incomplete receipt</source>
        <translation>קבלה שלא הושלמה</translation>
    </message>
    <message>
        <source>It cannot be undone: only the server can make a receipt incomplete again.</source>
        <translation>אי אפשר לבטל: רק השרת יכול להחזיר קבלה למצב ”לא הושלם”.</translation>
    </message>
    <message>
        <source>Mark this incomplete receipt as not a receipt?</source>
        <translation>לסמן מסמך זה, שלא הושלם, כלא קבלה?</translation>
    </message>
    <message>
        <source>Not a receipt</source>
        <translation>לא קבלה</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>דחה</translation>
    </message>
    <message>
        <source>Reject this incomplete receipt?</source>
        <translation>לדחות קבלה זו, שלא הושלמה?</translation>
    </message>
    <message>
        <source>Send this incomplete receipt back to review?</source>
        <translation>להחזיר לבדיקה קבלה זו, שלא הושלמה?</translation>
    </message>
    <message>
        <source>That key decided nothing: this comes first. Tab leads to the answers.</source>
        <translation>המקש הזה לא החליט דבר: השאלה הזו קודמת. המקש Tab מוביל לתשובות.</translation>
    </message>
</context>
<context>
    <name>ListPrinting</name>
    <message numerus="yes">
        <source>%Ln page(s) went to the printer.</source>
        <translation>
            <numerusform>עמוד אחד נשלח למדפסת.</numerusform>
            <numerusform>%Ln עמודים נשלחו למדפסת.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>הדפסה</translation>
    </message>
    <message>
        <source>Printing page {page} of {pages}…</source>
        <translation>מדפיס עמוד {page} מתוך {pages}…</translation>
    </message>
    <message>
        <source>Printing was cancelled.</source>
        <translation>ההדפסה בוטלה.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>הדפסה…</translation>
    </message>
    <message>
        <source>The printer did not take the list. Choose another printer, or try again.</source>
        <translation>המדפסת לא קיבלה את הרשימה. אפשר לבחור מדפסת אחרת או לנסות שוב.</translation>
    </message>
    <message>
        <source>There is nothing to print.</source>
        <translation>אין מה להדפיס.</translation>
    </message>
</context>
<context>
    <name>ListSaving</name>
    <message>
        <source>CSV text (*.csv)</source>
        <translation>טקסט CSV (*.csv)</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>חוברת Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>שמירת הרשימה</translation>
    </message>
    <message>
        <source>Save the list for Excel…</source>
        <translation>שמור את הרשימה ל-Excel…</translation>
    </message>
    <message>
        <source>Saved {rows} to {name}, since another program had the file open.</source>
        <translation>השמירה הסתיימה: {rows} בקובץ {name}, כי תוכנה אחרת החזיקה את הקובץ פתוח.</translation>
    </message>
    <message>
        <source>Saved {rows} to {name}.</source>
        <translation>השמירה הסתיימה: {rows} בקובץ {name}.</translation>
    </message>
    <message>
        <source>Saving the list: {done} of {count} rows…</source>
        <translation>הרשימה נשמרת: {done} מתוך {count} שורות…</translation>
    </message>
    <message>
        <source>The list was not saved. No partial file was left.</source>
        <translation>הרשימה לא נשמרה. לא נשאר קובץ חלקי.</translation>
    </message>
</context>
<context>
    <name>ListToFile</name>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message>
        <source>The list is empty.</source>
        <translation>הרשימה ריקה.</translation>
    </message>
</context>
<context>
    <name>LoopChip</name>
    <message>
        <source>A–B</source>
        <translation>A–B</translation>
    </message>
</context>
<context>
    <name>LostFiles</name>
    <message>
        <source>Fetch it again</source>
        <translation>הורד שוב</translation>
    </message>
    <message>
        <source>It is fetched again.</source>
        <translation>היא מורדת שוב.</translation>
    </message>
    <message>
        <source>Open what is left</source>
        <translation>פתח את מה שנשאר</translation>
    </message>
    <message>
        <source>The recording of the call with {name} was changed by another program.</source>
        <translation>ההקלטה של השיחה עם {name} שונתה בידי תוכנה אחרת.</translation>
    </message>
    <message>
        <source>The recording of the call with {name} was cut by another program: only {left} of {size} are left on this computer.</source>
        <translation>ההקלטה של השיחה עם {name} נקטעה בידי תוכנה אחרת: רק {left} מתוך {size} נשארו במחשב זה.</translation>
    </message>
    <message>
        <source>The recording of the call with {name} was deleted from this computer by another program.</source>
        <translation>ההקלטה של השיחה עם {name} נמחקה ממחשב זה בידי תוכנה אחרת.</translation>
    </message>
    <message>
        <source>The recording of the call with {name}, which another program had changed or deleted, is here again, whole.</source>
        <translation>ההקלטה של השיחה עם {name}, שתוכנה אחרת שינתה או מחקה, נמצאת שוב במחשב זה בשלמותה.</translation>
    </message>
    <message>
        <source>The server has it no longer.</source>
        <translation>היא כבר אינה בשרת.</translation>
    </message>
</context>
<context>
    <name>LostSoonReport</name>
    <message numerus="yes">
        <source>%Ln recording(s) will be lost within 2 days</source>
        <translation>
            <numerusform>הקלטה אחת תאבד בתוך יומיים</numerusform>
            <numerusform>%Ln הקלטות יאבדו בתוך יומיים</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeWords</name>
    <message numerus="yes">
        <source>%Ln page(s)</source>
        <translation>
            <numerusform>עמוד אחד</numerusform>
            <numerusform>%Ln עמודים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) are not in it; its last page says why.</source>
        <translation>
            <numerusform>קבלה אחת אינה בקובץ; הסיבה בעמוד האחרון שלו.</numerusform>
            <numerusform>%Ln קבלות אינן בקובץ; הסיבות בעמודיו האחרונים.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) that are not in this file</source>
        <translation>
            <numerusform>קבלה אחת שאינה בקובץ הזה</numerusform>
            <numerusform>%Ln קבלות שאינן בקובץ הזה</numerusform>
        </translation>
    </message>
    <message>
        <source>Made on {day}</source>
        <translation>הופק ב-{day}</translation>
    </message>
    <message>
        <source>Not in this file</source>
        <translation>לא בקובץ הזה</translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln receipt(s) the pages are pictures, in which no words are found.</source>
        <translation>
            <numerusform>העמודים של קבלה אחת הם תמונות, ואי אפשר לחפש בהן מילים.</numerusform>
            <numerusform>העמודים של %Ln קבלות הם תמונות, ואי אפשר לחפש בהן מילים.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Putting {done} of %Ln receipt(s) into one PDF…</source>
        <translation>
            <numerusform>{done} מתוך קבלה אחת בקובץ ה-PDF…</numerusform>
            <numerusform>{done} מתוך %Ln קבלות בקובץ ה-PDF…</numerusform>
        </translation>
    </message>
    <message>
        <source>Receipts of {business}</source>
        <translation>הקבלות של {business}</translation>
    </message>
    <message>
        <source>Saved {receipts} on {pages} to {name}, since another program had the file open.</source>
        <translation>השמירה הסתיימה: {receipts} ({pages}) בקובץ {name}, כי תוכנה אחרת החזיקה את הקובץ פתוח.</translation>
    </message>
    <message>
        <source>Saved {receipts} on {pages} to {name}.</source>
        <translation>השמירה הסתיימה: {receipts} ({pages}) בקובץ {name}.</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Messages</source>
        <translation>הודעות</translation>
    </message>
</context>
<context>
    <name>MissingDialog</name>
    <message>
        <source>Close</source>
        <translation>סגור</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>העתק רשימה</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>מה חסר</translation>
    </message>
</context>
<context>
    <name>MissingTableModel</name>
    <message>
        <source>File</source>
        <translation>קובץ</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>סיבה</translation>
    </message>
</context>
<context>
    <name>MoreFilters</name>
    <message>
        <source>0 to 100</source>
        <translation>0 עד 100</translation>
    </message>
    <message>
        <source>All</source>
        <translation>הכול</translation>
    </message>
    <message>
        <source>All currencies</source>
        <translation>כל המטבעות</translation>
    </message>
    <message>
        <source>All dates</source>
        <translation>כל התאריכים</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>כל התגיות</translation>
    </message>
    <message>
        <source>Allocation number</source>
        <translation>מספר הקצאה</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>סכום</translation>
    </message>
    <message>
        <source>Amount from</source>
        <translation>סכום החל מ־</translation>
    </message>
    <message>
        <source>Amount not recognised</source>
        <translation>לא זוהה סכום</translation>
    </message>
    <message>
        <source>Amount up to</source>
        <translation>סכום עד</translation>
    </message>
    <message>
        <source>An amount is a number such as 1,482.60 or -120.</source>
        <translation>סכום הוא מספר, למשל 1,482.60 או ‎-120‎.</translation>
    </message>
    <message>
        <source>At least, in percent</source>
        <translation>לפחות, באחוזים</translation>
    </message>
    <message>
        <source>Clear these filters</source>
        <translation>נקה את המסננים האלה</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>ביטחון</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>מטבע</translation>
    </message>
    <message>
        <source>Date received</source>
        <translation>מועד הגעה</translation>
    </message>
    <message>
        <source>Doubts</source>
        <translation>ספקות</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>כפילויות</translation>
    </message>
    <message>
        <source>Filter by currency</source>
        <translation>סינון לפי מטבע</translation>
    </message>
    <message>
        <source>Filter by tag</source>
        <translation>סינון לפי תגית</translation>
    </message>
    <message>
        <source>From</source>
        <translation>מ־</translation>
    </message>
    <message>
        <source>Has invoice date</source>
        <translation>יש תאריך חשבונית</translation>
    </message>
    <message>
        <source>Invoice date</source>
        <translation>תאריך החשבונית</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>מספר חשבונית</translation>
    </message>
    <message>
        <source>Lowest confidence in percent</source>
        <translation>הביטחון הנמוך ביותר באחוזים</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>מסננים נוספים</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>הערות</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>מקור</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>תגיות</translation>
    </message>
    <message>
        <source>The second amount is smaller than the first.</source>
        <translation>הסכום השני קטן מהראשון.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>עד</translation>
    </message>
</context>
<context>
    <name>NamesSettings</name>
    <message>
        <source>A brace stands there without its other one.</source>
        <translation>יש סוגר מסולסל בלי בן הזוג שלו.</translation>
    </message>
    <message>
        <source>A click puts it where the cursor is. The extension is that of the content.</source>
        <translation>לחיצה מוסיפה במקום שבו הסמן נמצא. הסיומת היא לפי התוכן.</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>דוגמה</translation>
    </message>
    <message>
        <source>In a ZIP, and where a file is saved, copied or dragged out.</source>
        <translation>בקובץ ZIP, וגם כשקובץ נשמר, מועתק או נגרר החוצה.</translation>
    </message>
    <message>
        <source>It needs one of the parts below: else all files have one name.</source>
        <translation>נדרש לפחות אחד מהחלקים שלמטה: אחרת לכל הקבצים יהיה אותו שם.</translation>
    </message>
    <message>
        <source>Name of a file</source>
        <translation>שם של קובץ</translation>
    </message>
    <message>
        <source>Names of the files</source>
        <translation>שמות הקבצים</translation>
    </message>
    <message>
        <source>Sample Vendor</source>
        <translation>ספק לדוגמה</translation>
    </message>
    <message>
        <source>The amount with its currency, or “noamount”: never 0 for what is not known</source>
        <translation>הסכום עם המטבע, או ”noamount”: לעולם לא 0 במקום סכום לא ידוע</translation>
    </message>
    <message>
        <source>The day of the invoice, or “undated”</source>
        <translation>תאריך החשבונית, או ”undated”</translation>
    </message>
    <message>
        <source>The day on which it was received, or “undated”</source>
        <translation>היום שבו התקבלה, או ”undated”</translation>
    </message>
    <message>
        <source>The number of the invoice, or “nonumber”</source>
        <translation>מספר החשבונית, או ”nonumber”</translation>
    </message>
    <message>
        <source>The receipt&apos;s number at the server: no other receipt has it</source>
        <translation>מספר הקבלה בשרת: אין קבלה אחרת עם אותו מספר</translation>
    </message>
    <message>
        <source>The usual name</source>
        <translation>השם הרגיל</translation>
    </message>
    <message>
        <source>The vendor, or “unknown”; the only part that is cut where a name is too long</source>
        <translation>הספק, או ”unknown”; רק חלק זה נחתך כשהשם ארוך מדי</translation>
    </message>
    <message>
        <source>There is no part {part}.</source>
        <translation>אין חלק בשם {part}.</translation>
    </message>
    <message>
        <source>What a name may hold</source>
        <translation>ממה שם יכול להיות מורכב</translation>
    </message>
    <message numerus="yes">
        <source>Words of its own may have %Ln letter(s) in all.</source>
        <translation>
            <numerusform>הטקסט החופשי יכול להכיל אות אחת לכל היותר.</numerusform>
            <numerusform>הטקסט החופשי יכול להכיל %Ln אותיות לכל היותר.</numerusform>
        </translation>
    </message>
    <message>
        <source>{part} stands there twice.</source>
        <translation>{part} מופיע פעמיים.</translation>
    </message>
    <message>
        <source>“source” or “preview”</source>
        <translation>המילה ”source” או ”preview”</translation>
    </message>
</context>
<context>
    <name>NavigationRail</name>
    <message>
        <source>Menu</source>
        <translation>תפריט</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>ניווט</translation>
    </message>
</context>
<context>
    <name>NoCalls</name>
    <message>
        <source>Calls appear here a few minutes after they end.</source>
        <translation>שיחות מופיעות כאן כמה דקות לאחר סיומן.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>נקה סינון</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>אין עדיין שיחות</translation>
    </message>
    <message>
        <source>Nothing is about to be lost</source>
        <translation>אין הקלטה שעומדת להיאבד</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>אין תוצאות מתאימות</translation>
    </message>
    <message>
        <source>Nothing matches “{words}”</source>
        <translation>אין תוצאות עבור ”{words}”</translation>
    </message>
    <message>
        <source>Search all dates</source>
        <translation>חפש בכל התאריכים</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>סנכרן עכשיו</translation>
    </message>
    <message>
        <source>The calls are being fetched</source>
        <translation>השיחות בדרך לכאן</translation>
    </message>
    <message>
        <source>The server deletes nothing within two days that is not on this computer.</source>
        <translation>כל מה שהשרת ימחק ביומיים הקרובים כבר נמצא במחשב זה.</translation>
    </message>
</context>
<context>
    <name>NoReceipts</name>
    <message>
        <source>Clear filters</source>
        <translation>נקה סינון</translation>
    </message>
    <message>
        <source>No receipts for this account</source>
        <translation>אין קבלות לחשבון הזה</translation>
    </message>
    <message>
        <source>No receipts yet</source>
        <translation>עדיין אין קבלות</translation>
    </message>
    <message numerus="yes">
        <source>None of the %Ln receipt(s) waits for a decision here.</source>
        <translation>
            <numerusform>הקבלה היחידה כבר נבדקה.</numerusform>
            <numerusform>אף אחת מ-%Ln הקבלות לא ממתינה כאן לבדיקה.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>אין התאמות</translation>
    </message>
    <message>
        <source>Nothing matches “{words}”</source>
        <translation>אין תוצאות עבור ”{words}”</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>אין קבלות לבדיקה</translation>
    </message>
    <message>
        <source>Receipts appear here when they arrive by e-mail or are uploaded.</source>
        <translation>קבלות מופיעות כאן כשהן מגיעות בדוא״ל או מועלות.</translation>
    </message>
    <message>
        <source>Search all dates</source>
        <translation>חפש בכל התאריכים</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>הצג את כולן</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>סנכרן עכשיו</translation>
    </message>
    <message>
        <source>The receipts are being fetched</source>
        <translation>הקבלות בדרך לכאן</translation>
    </message>
</context>
<context>
    <name>NotePad</name>
    <message>
        <source>Fold the note</source>
        <translation>קפל את ההערה</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>הערה</translation>
    </message>
    <message>
        <source>Open the note</source>
        <translation>פתח את ההערה</translation>
    </message>
    <message>
        <source>The note is full: it can hold {limit} characters.</source>
        <translation>ההערה מלאה: היא יכולה להכיל {limit} תווים.</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>כתוב הערה</translation>
    </message>
    <message>
        <source>Write a note. It stays on this computer.</source>
        <translation>כאן כותבים הערה. היא נשארת במחשב זה.</translation>
    </message>
</context>
<context>
    <name>NoteWords</name>
    <message numerus="yes">
        <source>%Ln answer(s) about receipts</source>
        <translation>
            <numerusform>תשובה אחת על קבלות</numerusform>
            <numerusform>%Ln תשובות על קבלות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bookmark(s)</source>
        <translation>
            <numerusform>סימנייה אחת</numerusform>
            <numerusform>%Ln סימניות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) reviewed or pinned</source>
        <translation>
            <numerusform>שיחה אחת שנבדקה או הוצמדה</numerusform>
            <numerusform>%Ln שיחות שנבדקו או הוצמדו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) on receipts</source>
        <translation>
            <numerusform>החלטה אחת על קבלה</numerusform>
            <numerusform>%Ln החלטות על קבלות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln earlier export(s)</source>
        <translation>
            <numerusform>ייצוא קודם אחד</numerusform>
            <numerusform>%Ln ייצואים קודמים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln note(s)</source>
        <translation>
            <numerusform>הערה אחת</numerusform>
            <numerusform>%Ln הערות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) only on this computer</source>
        <translation>
            <numerusform>שורה אחת שנמצאת רק במחשב זה</numerusform>
            <numerusform>%Ln שורות שנמצאות רק במחשב זה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln saved view(s)</source>
        <translation>
            <numerusform>תצוגה שמורה אחת</numerusform>
            <numerusform>%Ln תצוגות שמורות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) on receipts</source>
        <translation>
            <numerusform>תגית אחת על קבלה</numerusform>
            <numerusform>%Ln תגיות על קבלות</numerusform>
        </translation>
    </message>
    <message>
        <source>{what} came back from the backup of {moment}.</source>
        <translation>שוחזרו מהגיבוי של {moment}: {what}.</translation>
    </message>
</context>
<context>
    <name>NoticesDialog</name>
    <message>
        <source>Close</source>
        <translation>סגור</translation>
    </message>
    <message>
        <source>Third-party notices</source>
        <translation>רישיונות של צד שלישי</translation>
    </message>
    <message>
        <source>This program holds the work of others, under these terms:</source>
        <translation>התוכנה כוללת עבודה של אחרים, לפי התנאים הבאים:</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>This computer has no program that opens this file.</source>
        <translation>אין במחשב זה תוכנה שפותחת את הקובץ הזה.</translation>
    </message>
</context>
<context>
    <name>OpeningReport</name>
    <message>
        <source>Opening the lists of {business}…</source>
        <translation>הרשימות של {business} נפתחות…</translation>
    </message>
    <message>
        <source>Opening the lists…</source>
        <translation>הרשימות נפתחות…</translation>
    </message>
</context>
<context>
    <name>OpeningWords</name>
    <message>
        <source>Opening…</source>
        <translation>פותח…</translation>
    </message>
    <message>
        <source>This file takes long to open. It is still being tried; you can go on to another one meanwhile.</source>
        <translation>פתיחת הקובץ נמשכת זמן רב. הניסיון נמשך, ואפשר לעבור בינתיים לקובץ אחר.</translation>
    </message>
</context>
<context>
    <name>OutputMenu</name>
    <message>
        <source>As the system</source>
        <translation>כמו במערכת</translation>
    </message>
    <message>
        <source>Sound output</source>
        <translation>יציאת שמע</translation>
    </message>
    <message>
        <source>The chosen one, which is not plugged in</source>
        <translation>היציאה שנבחרה, שאינה מחוברת</translation>
    </message>
</context>
<context>
    <name>PageLayout</name>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>עמוד {page} מתוך {pages}</translation>
    </message>
</context>
<context>
    <name>PageWords</name>
    <message>
        <source>This page takes long to draw. It is still being tried.</source>
        <translation>הצגת העמוד הזה נמשכת זמן רב. הניסיון נמשך.</translation>
    </message>
</context>
<context>
    <name>PasswordForm</name>
    <message>
        <source>It is kept until the program is closed, and never written down.</source>
        <translation>היא נשמרת עד לסגירת התוכנה, ולא נכתבת לשום מקום.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>פתח</translation>
    </message>
    <message>
        <source>Password of the document</source>
        <translation>הסיסמה של המסמך</translation>
    </message>
    <message>
        <source>That password does not open it. Try another one.</source>
        <translation>הסיסמה הזאת לא פותחת אותו. נסה אחרת.</translation>
    </message>
</context>
<context>
    <name>PeriodDialog</name>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Choose days</source>
        <translation>בחירת ימים</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>היום הראשון</translation>
    </message>
    <message>
        <source>From</source>
        <translation>מתאריך</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>היום האחרון</translation>
    </message>
    <message>
        <source>Show these days</source>
        <translation>הצג את הימים האלה</translation>
    </message>
    <message>
        <source>The last day is before the first one.</source>
        <translation>היום האחרון קודם ליום הראשון.</translation>
    </message>
    <message>
        <source>To, that day included</source>
        <translation>עד תאריך, כולל אותו יום</translation>
    </message>
</context>
<context>
    <name>PeriodMenu</name>
    <message>
        <source>All dates</source>
        <translation>כל התאריכים</translation>
    </message>
    <message>
        <source>Choose a month</source>
        <translation>בחירת חודש</translation>
    </message>
    <message>
        <source>Choose days…</source>
        <translation>בחירת ימים…</translation>
    </message>
    <message>
        <source>Current: {months}</source>
        <translation>נוכחית: {months}</translation>
    </message>
    <message>
        <source>From {day}</source>
        <translation>החל מ-{day}</translation>
    </message>
    <message>
        <source>Last 3 months</source>
        <translation>3 חודשים</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>חודש אחרון</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>שבוע אחרון</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>שנה אחרונה</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>החודש הקודם</translation>
    </message>
    <message>
        <source>Previous: {months}</source>
        <translation>קודמת: {months}</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>החודש</translation>
    </message>
    <message>
        <source>Up to {day}</source>
        <translation>עד {day}</translation>
    </message>
    <message>
        <source>VAT period</source>
        <translation>תקופת מע״מ</translation>
    </message>
    <message>
        <source>VAT {months}</source>
        <translation>מע״מ {months}</translation>
    </message>
    <message>
        <source>{period} ({days})</source>
        <translation>{period} ({days})</translation>
    </message>
</context>
<context>
    <name>PlayFlow</name>
    <message numerus="yes">
        <source>%Ln recording(s) of this sequence were left out.</source>
        <translation>
            <numerusform>הקלטה אחת ברצף דולגה.</numerusform>
            <numerusform>%Ln הקלטות ברצף דולגו.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>המשך</translation>
    </message>
    <message>
        <source>Go on with them</source>
        <translation>המשך אותן</translation>
    </message>
    <message>
        <source>Left out, since it cannot be played: {name}. {why}</source>
        <translation>דולגה, כי אי אפשר לנגן אותה: {name}. {why}</translation>
    </message>
    <message>
        <source>Open in the system&apos;s player</source>
        <translation>פתח בנגן של המערכת</translation>
    </message>
    <message>
        <source>The last of them: {name}. {why}</source>
        <translation>האחרונה שבהן: {name}. {why}</translation>
    </message>
    <message>
        <source>The selected recordings are played no further: {place} of {count} was playing.</source>
        <translation>ההשמעה של ההקלטות שנבחרו הופסקה: הושמעה {place} מתוך {count}.</translation>
    </message>
    <message>
        <source>{call}: {why}</source>
        <translation>{call}: {why}</translation>
    </message>
    <message>
        <source>“{name}” is plugged in again. The recording goes on through it.</source>
        <translation>”{name}” מחובר שוב. ההקלטה תימשך דרכו.</translation>
    </message>
    <message>
        <source>“{name}” was unplugged, so the recording is paused. It goes on through “{other}”.</source>
        <translation>”{name}” נותק, ולכן ההקלטה מושהית. היא תמשיך דרך ”{other}”.</translation>
    </message>
    <message>
        <source>“{name}” was unplugged. This computer has no other sound output now.</source>
        <translation>”{name}” נותק. אין כעת במחשב זה יציאת שמע אחרת.</translation>
    </message>
</context>
<context>
    <name>PlayerActions</name>
    <message>
        <source>Add a bookmark here</source>
        <translation>הוסף סימנייה כאן</translation>
    </message>
    <message numerus="yes">
        <source>Back %n second(s)</source>
        <translation>
            <numerusform>שנייה אחת אחורה</numerusform>
            <numerusform>%n שניות אחורה</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear the loop</source>
        <translation>נקה את הלולאה</translation>
    </message>
    <message>
        <source>Close the player</source>
        <translation>סגור את הנגן</translation>
    </message>
    <message>
        <source>End the loop</source>
        <translation>סיים את הלולאה</translation>
    </message>
    <message numerus="yes">
        <source>Forward %n second(s)</source>
        <translation>
            <numerusform>שנייה אחת קדימה</numerusform>
            <numerusform>%n שניות קדימה</numerusform>
        </translation>
    </message>
    <message>
        <source>It is not known where nobody speaks in this recording.</source>
        <translation>לא ידוע היכן יש שתיקות בהקלטה זו.</translation>
    </message>
    <message>
        <source>Loop: begin here (A)</source>
        <translation>לולאה: התחל כאן (A)</translation>
    </message>
    <message>
        <source>Loop: end here (B)</source>
        <translation>לולאה: סיים כאן (B)</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>השתק</translation>
    </message>
    <message>
        <source>Next recording</source>
        <translation>ההקלטה הבאה</translation>
    </message>
    <message>
        <source>No loop is set.</source>
        <translation>לא נקבעה לולאה.</translation>
    </message>
    <message>
        <source>No recording is open in the player.</source>
        <translation>אין הקלטה פתוחה בנגן.</translation>
    </message>
    <message>
        <source>Nothing more is played in sequence.</source>
        <translation>אין עוד הקלטות ברצף.</translation>
    </message>
    <message>
        <source>Open in the system&apos;s player</source>
        <translation>פתח בנגן של המערכת</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>השהה</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>נגן</translation>
    </message>
    <message>
        <source>Previous recording</source>
        <translation>ההקלטה הקודמת</translation>
    </message>
    <message>
        <source>Save a copy of the recording…</source>
        <translation>שמור עותק של ההקלטה…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message>
        <source>Show this call in the list</source>
        <translation>הצג את השיחה הזאת ברשימה</translation>
    </message>
    <message>
        <source>Skip silence</source>
        <translation>דלג על שתיקות</translation>
    </message>
    <message>
        <source>Somebody speaks all the time in this recording.</source>
        <translation>בהקלטה הזאת מדברים כל הזמן.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>עצור</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>בטל השתקה</translation>
    </message>
</context>
<context>
    <name>PlayerBar</name>
    <message>
        <source>More for this recording</source>
        <translation>עוד אפשרויות להקלטה זו</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>נגן ההקלטות</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>מהירות</translation>
    </message>
    <message>
        <source>Speed {speed}</source>
        <translation>מהירות {speed}</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>עוצמת קול</translation>
    </message>
</context>
<context>
    <name>PlayerName</name>
    <message>
        <source>Open in the system&apos;s player</source>
        <translation>פתח בנגן של המערכת</translation>
    </message>
    <message>
        <source>Show this call in the list</source>
        <translation>הצג את השיחה הזאת ברשימה</translation>
    </message>
    <message>
        <source>This computer has no sound output</source>
        <translation>במחשב זה אין יציאת שמע</translation>
    </message>
    <message>
        <source>loop {times}</source>
        <translation>לולאה {times}</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} מתוך {count}</translation>
    </message>
    <message>
        <source>{time} of silence saved</source>
        <translation>נחסכו {time} של שתיקה</translation>
    </message>
</context>
<context>
    <name>PlayingSettings</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>שנייה אחת</numerusform>
            <numerusform>%n שניות</numerusform>
        </translation>
    </message>
    <message>
        <source>Exactly there</source>
        <translation>בדיוק משם</translation>
    </message>
    <message>
        <source>Go on before the place where it was left</source>
        <translation>המשך לפני המקום שבו הופסק</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>נגן</translation>
    </message>
    <message>
        <source>Skip back</source>
        <translation>דילוג אחורה</translation>
    </message>
    <message>
        <source>Skip forward</source>
        <translation>דילוג קדימה</translation>
    </message>
</context>
<context>
    <name>PreviewStrip</name>
    <message>
        <source>File of the receipt</source>
        <translation>הקובץ של הקבלה</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <translation>עמוד {page} מתוך {count}</translation>
    </message>
    <message>
        <source>This receipt has no preview.</source>
        <translation>לקבלה הזאת אין Preview.</translation>
    </message>
    <message>
        <source>This receipt has no source file.</source>
        <translation>לקבלה הזאת אין קובץ מקור.</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>זום</translation>
    </message>
    <message>
        <source>Zoom {percent}</source>
        <translation>זום {percent}</translation>
    </message>
</context>
<context>
    <name>PreviewWindow</name>
    <message>
        <source>Close the window</source>
        <translation>סגור את החלון</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>מסך מלא</translation>
    </message>
    <message>
        <source>Leave the full screen</source>
        <translation>צא ממסך מלא</translation>
    </message>
    <message>
        <source>Receipt - ProSaaS Desktop</source>
        <translation>קבלה - ProSaaS Desktop</translation>
    </message>
</context>
<context>
    <name>QuestionDialog</name>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
</context>
<context>
    <name>QueueReport</name>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>הורדה אחת נכשלה</numerusform>
            <numerusform>%Ln הורדות נכשלו</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln under way</source>
        <translation>
            <numerusform>אחת בדרך</numerusform>
            <numerusform>%Ln בדרך</numerusform>
        </translation>
    </message>
    <message>
        <source>Downloads go on, but what you ask for now may be forgotten when the program ends. It is noted as soon as the disk takes it.</source>
        <translation>ההורדות נמשכות, אך מה שתבקש כעת עלול להישכח כשהתוכנה תיסגר. זה יירשם ברגע שהדיסק יאפשר זאת.</translation>
    </message>
</context>
<context>
    <name>RareFilters</name>
    <message>
        <source>60 to 79</source>
        <translation>60 עד 79</translation>
    </message>
    <message>
        <source>80 and more</source>
        <translation>80 ומעלה</translation>
    </message>
    <message>
        <source>Allocation number: cannot tell</source>
        <translation>מספר הקצאה: אי אפשר לדעת</translation>
    </message>
    <message>
        <source>Amount from {amount}</source>
        <translation>סכום מ-{amount}</translation>
    </message>
    <message>
        <source>Amount not recognised</source>
        <translation>לא זוהה סכום</translation>
    </message>
    <message>
        <source>Amount up to {amount}</source>
        <translation>סכום עד {amount}</translation>
    </message>
    <message>
        <source>Amount {range}</source>
        <translation>סכום {range}</translation>
    </message>
    <message>
        <source>Confidence: {bands}</source>
        <translation>ביטחון: {bands}</translation>
    </message>
    <message>
        <source>Invoice date: {days}</source>
        <translation>תאריך החשבונית: {days}</translation>
    </message>
    <message>
        <source>May be approved together</source>
        <translation>אפשר לאשר יחד</translation>
    </message>
    <message>
        <source>Needs an allocation number</source>
        <translation>צריכה מספר הקצאה</translation>
    </message>
    <message>
        <source>Needs no allocation number</source>
        <translation>לא צריכה מספר הקצאה</translation>
    </message>
    <message>
        <source>Suspected duplicates</source>
        <translation>חשד לכפילות</translation>
    </message>
    <message>
        <source>Tags: {tags}</source>
        <translation>תגיות: {tags}</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln left out</source>
        <translation>
            <numerusform>זו שנשארה בחוץ</numerusform>
            <numerusform>%Ln שנשארו בחוץ</numerusform>
        </translation>
    </message>
    <message>
        <source>To be looked at one by one</source>
        <translation>לבדיקה אחת אחת</translation>
    </message>
    <message>
        <source>Under 60</source>
        <translation>מתחת ל-60</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>לא ידוע</translation>
    </message>
    <message>
        <source>With a date</source>
        <translation>עם מועד הגעה</translation>
    </message>
    <message>
        <source>With a preview</source>
        <translation>עם Preview</translation>
    </message>
    <message>
        <source>With a source</source>
        <translation>עם מקור</translation>
    </message>
    <message>
        <source>With an invoice date</source>
        <translation>עם תאריך חשבונית</translation>
    </message>
    <message>
        <source>With an invoice number</source>
        <translation>עם מספר חשבונית</translation>
    </message>
    <message>
        <source>With notes</source>
        <translation>עם הערות</translation>
    </message>
    <message>
        <source>Without a date</source>
        <translation>בלי מועד הגעה</translation>
    </message>
    <message>
        <source>Without a preview</source>
        <translation>בלי Preview</translation>
    </message>
    <message>
        <source>Without a source</source>
        <translation>בלי מקור</translation>
    </message>
    <message>
        <source>Without an invoice date</source>
        <translation>בלי תאריך חשבונית</translation>
    </message>
    <message>
        <source>Without an invoice number</source>
        <translation>בלי מספר חשבונית</translation>
    </message>
    <message>
        <source>Without notes</source>
        <translation>בלי הערות</translation>
    </message>
    <message>
        <source>Without suspected duplicates</source>
        <translation>בלי חשד לכפילות</translation>
    </message>
    <message>
        <source>Without tags</source>
        <translation>בלי תגיות</translation>
    </message>
    <message>
        <source>{percent} at least</source>
        <translation>לפחות {percent}</translation>
    </message>
</context>
<context>
    <name>ReceiptActions</name>
    <message>
        <source>Add a tag</source>
        <translation>הוסף תגית</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>אשר</translation>
    </message>
    <message>
        <source>Back to review</source>
        <translation>החזר לבדיקה</translation>
    </message>
    <message>
        <source>Choose a receipt first.</source>
        <translation>בחר קודם קבלה.</translation>
    </message>
    <message>
        <source>Choose the download folder…</source>
        <translation>בחר תיקיית הורדות…</translation>
    </message>
    <message>
        <source>Choose the name and folder of the ZIP…</source>
        <translation>בחר שם ותיקייה לקובץ ה-ZIP…</translation>
    </message>
    <message>
        <source>Compare suspected duplicates…</source>
        <translation>השווה קבלות החשודות ככפולות…</translation>
    </message>
    <message>
        <source>Copy the page as a picture</source>
        <translation>העתק את העמוד כתמונה</translation>
    </message>
    <message>
        <source>Copy the preview file</source>
        <translation>העתק את קובץ ה-Preview</translation>
    </message>
    <message>
        <source>Copy the source file</source>
        <translation>העתק את קובץ המקור</translation>
    </message>
    <message>
        <source>Decisions and what is not sent…</source>
        <translation>החלטות ומה שעוד לא נשלח…</translation>
    </message>
    <message>
        <source>Details of the receipt</source>
        <translation>פרטי הקבלה</translation>
    </message>
    <message>
        <source>Download preview</source>
        <translation>הורד Preview</translation>
    </message>
    <message>
        <source>Download source</source>
        <translation>הורד מקור</translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln receipt(s) to one ZIP file</source>
        <translation>
            <numerusform>ייצא קבלה אחת לקובץ ZIP</numerusform>
            <numerusform>ייצא %Ln קבלות לקובץ ZIP אחד</numerusform>
        </translation>
    </message>
    <message>
        <source>Export ZIP</source>
        <translation>ייצא ZIP</translation>
    </message>
    <message>
        <source>Export the selected receipts</source>
        <translation>ייצא את הקבלות שנבחרו</translation>
    </message>
    <message>
        <source>It cannot be undone: only the server can make a receipt incomplete again.</source>
        <translation>אי אפשר לבטל: רק השרת יכול להחזיר קבלה למצב ”לא הושלם”.</translation>
    </message>
    <message>
        <source>None of these receipts has a preview.</source>
        <translation>לאף אחת מהקבלות האלה אין Preview.</translation>
    </message>
    <message>
        <source>None of these receipts has a source file.</source>
        <translation>לאף אחת מקבלות אלה אין קובץ מקור.</translation>
    </message>
    <message>
        <source>Not a receipt</source>
        <translation>לא קבלה</translation>
    </message>
    <message>
        <source>Only what changed since it was exported</source>
        <translation>רק מה שהשתנה מאז שיוצא</translation>
    </message>
    <message>
        <source>Only what is new since the last export</source>
        <translation>רק מה שחדש מאז הייצוא האחרון</translation>
    </message>
    <message>
        <source>Open the preview in its program</source>
        <translation>פתח את ה-Preview בתוכנה שלו</translation>
    </message>
    <message>
        <source>Open the source in its program</source>
        <translation>פתח את המקור בתוכנה שלו</translation>
    </message>
    <message>
        <source>Print the preview…</source>
        <translation>הדפס את ה-Preview…</translation>
    </message>
    <message>
        <source>Print the source…</source>
        <translation>הדפס את המקור…</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>דחה</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>חיפוש</translation>
    </message>
    <message>
        <source>Second window</source>
        <translation>חלון שני</translation>
    </message>
    <message>
        <source>Show large</source>
        <translation>הצג בגדול</translation>
    </message>
    <message>
        <source>Show the list again</source>
        <translation>הצג שוב את הרשימה</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>יש להיכנס לחשבון קודם.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>אין מה לבטל.</translation>
    </message>
    <message>
        <source>This receipt has no preview.</source>
        <translation>לקבלה הזאת אין Preview.</translation>
    </message>
    <message>
        <source>This receipt has no source file.</source>
        <translation>לקבלה הזאת אין קובץ מקור.</translation>
    </message>
    <message>
        <source>This receipt is that already.</source>
        <translation>זה כבר הסטטוס של הקבלה.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>בטל פעולה</translation>
    </message>
    <message>
        <source>Vendors by month…</source>
        <translation>ספקים לפי חודש…</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>כתוב הערה</translation>
    </message>
    <message>
        <source>{decision} {count}</source>
        <translation>{decision} {count}</translation>
    </message>
</context>
<context>
    <name>ReceiptDecisions</name>
    <message numerus="yes">
        <source>%Ln decision(s) came too late: the server has the receipt no longer.</source>
        <translation>
            <numerusform>החלטה אחת הגיעה מאוחר מדי: הקבלה כבר לא נמצאת בשרת.</numerusform>
            <numerusform>%Ln החלטות הגיעו מאוחר מדי: הקבלות כבר לא נמצאות בשרת.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) not taken by the server</source>
        <translation>
            <numerusform>השרת לא קיבל החלטה אחת</numerusform>
            <numerusform>השרת לא קיבל %Ln החלטות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) to choose</source>
        <translation>
            <numerusform>החלטה אחת לבחירה</numerusform>
            <numerusform>%Ln החלטות לבחירה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) undone: the server did not take them.</source>
        <translation>
            <numerusform>החלטה אחת בוטלה: השרת לא קיבל אותה.</numerusform>
            <numerusform>%Ln החלטות בוטלו: השרת לא קיבל אותן.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) undone: you are not allowed to decide about receipts.</source>
        <translation>
            <numerusform>החלטה אחת בוטלה: אין לכם הרשאה להחליט על קבלות.</numerusform>
            <numerusform>%Ln החלטות בוטלו: אין לכם הרשאה להחליט על קבלות.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) wait for the server</source>
        <translation>
            <numerusform>החלטה אחת ממתינה לשרת</numerusform>
            <numerusform>%Ln החלטות ממתינות לשרת</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marked as not a receipt.</source>
        <translation>
            <numerusform>קבלה אחת סומנה כלא קבלה.</numerusform>
            <numerusform>%Ln סומנו כלא קבלה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them were incomplete: that cannot be undone once the server has it.</source>
        <translation>
            <numerusform>אחת מהן לא הושלמה: אחרי שההחלטה תגיע לשרת אי אפשר לבטל אותה.</numerusform>
            <numerusform>%Ln מהן לא הושלמו: אחרי שההחלטה תגיע לשרת אי אפשר לבטל אותה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them were incomplete: that cannot be undone.</source>
        <translation>
            <numerusform>אחת מהן לא הושלמה: את ההחלטה עליה אי אפשר לבטל.</numerusform>
            <numerusform>%Ln מהן לא הושלמו: את ההחלטה עליהן אי אפשר לבטל.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) approved.</source>
        <translation>
            <numerusform>קבלה אחת אושרה.</numerusform>
            <numerusform>%Ln קבלות אושרו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) back to review.</source>
        <translation>
            <numerusform>קבלה אחת הוחזרה לבדיקה.</numerusform>
            <numerusform>%Ln קבלות הוחזרו לבדיקה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) had been decided otherwise by somebody else. Choose which decision counts.</source>
        <translation>
            <numerusform>על קבלה אחת מישהו אחר כבר החליט אחרת. בחר איזו החלטה קובעת.</numerusform>
            <numerusform>על %Ln קבלות מישהו אחר כבר החליט אחרת. בחר איזו החלטה קובעת.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) left out: only the server can say that of them.</source>
        <translation>
            <numerusform>קבלה אחת לא שונתה: את המצב הזה רק השרת קובע.</numerusform>
            <numerusform>%Ln קבלות לא שונו: את המצב הזה רק השרת קובע.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) not decided.</source>
        <translation>
            <numerusform>קבלה אחת לא סומנה.</numerusform>
            <numerusform>%Ln קבלות לא סומנו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) rejected.</source>
        <translation>
            <numerusform>קבלה אחת נדחתה.</numerusform>
            <numerusform>%Ln קבלות נדחו.</numerusform>
        </translation>
    </message>
    <message>
        <source>A later decision on this receipt has taken its place.</source>
        <translation>החלטה מאוחרת יותר על הקבלה הזאת באה במקומה.</translation>
    </message>
    <message>
        <source>Already approved.</source>
        <translation>כבר אושרה.</translation>
    </message>
    <message>
        <source>Already in review.</source>
        <translation>כבר בבדיקה.</translation>
    </message>
    <message>
        <source>Already marked as not a receipt.</source>
        <translation>כבר סומנה כלא קבלה.</translation>
    </message>
    <message>
        <source>Already rejected.</source>
        <translation>כבר נדחתה.</translation>
    </message>
    <message>
        <source>Choose first which decision counts.</source>
        <translation>יש לבחור תחילה איזו החלטה קובעת.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>בחירה…</translation>
    </message>
    <message>
        <source>Decided otherwise by somebody else: choose which decision counts</source>
        <translation>מישהו אחר החליט אחרת: בחר איזו החלטה קובעת</translation>
    </message>
    <message>
        <source>Given up for the other decision</source>
        <translation>ויתור לטובת ההחלטה האחרת</translation>
    </message>
    <message>
        <source>Not all decisions could be sent; they are tried again. {reason}</source>
        <translation>לא כל ההחלטות נשלחו; הן יישלחו שוב. {reason}</translation>
    </message>
    <message>
        <source>Not sent: the server has the receipt no longer</source>
        <translation>לא נשלחה: הקבלה כבר לא נמצאת בשרת</translation>
    </message>
    <message>
        <source>Not taken by the server, tried again</source>
        <translation>השרת לא קיבל, מנסים שוב</translation>
    </message>
    <message numerus="yes">
        <source>Not undone for %Ln receipt(s).</source>
        <translation>
            <numerusform>ההחלטה לא בוטלה לקבלה אחת.</numerusform>
            <numerusform>ההחלטה לא בוטלה ל-%Ln קבלות.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not undone: {receipt}. Only the server can make it incomplete again.</source>
        <translation>לא בוטל: {receipt}. רק השרת יכול להחזיר את הקבלה למצב ”לא הושלם”.</translation>
    </message>
    <message>
        <source>Only the server can make a receipt incomplete again.</source>
        <translation>רק השרת יכול להחזיר קבלה למצב ”לא הושלם”.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>נשלחה</translation>
    </message>
    <message>
        <source>Sent, and decided anew later</source>
        <translation>נשלחה, ואחריה החלטה חדשה</translation>
    </message>
    <message>
        <source>Sent, and undone later</source>
        <translation>נשלחה, ובוטלה אחר כך</translation>
    </message>
    <message>
        <source>Show decisions</source>
        <translation>הצגת ההחלטות</translation>
    </message>
    <message numerus="yes">
        <source>The server did not take %Ln of them yet.</source>
        <translation>
            <numerusform>השרת עדיין לא קיבל אחת מהן.</numerusform>
            <numerusform>השרת עדיין לא קיבל %Ln מהן.</numerusform>
        </translation>
    </message>
    <message>
        <source>This decision is not in force any more.</source>
        <translation>ההחלטה הזאת כבר אינה בתוקף.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>בטל פעולה</translation>
    </message>
    <message>
        <source>Undone before it was sent</source>
        <translation>בוטלה לפני שנשלחה</translation>
    </message>
    <message numerus="yes">
        <source>Undone for %Ln receipt(s).</source>
        <translation>
            <numerusform>ההחלטה בוטלה לקבלה אחת.</numerusform>
            <numerusform>ההחלטה בוטלה ל-%Ln קבלות.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone: the server did not take it</source>
        <translation>בוטלה: השרת לא קיבל אותה</translation>
    </message>
    <message>
        <source>Undone: you are not allowed to decide about receipts</source>
        <translation>בוטלה: אין לכם הרשאה להחליט על קבלות</translation>
    </message>
    <message>
        <source>Waits for the server</source>
        <translation>ממתינה לשרת</translation>
    </message>
    <message>
        <source>Your decision waits for the server</source>
        <translation>ההחלטה שלך ממתינה לשרת</translation>
    </message>
    <message>
        <source>{receipt} was incomplete: this cannot be undone once the server has it.</source>
        <translation>{receipt}: הקבלה לא הושלמה, ואחרי שההחלטה תגיע לשרת אי אפשר לבטל אותה.</translation>
    </message>
    <message>
        <source>{receipt} was incomplete: this cannot be undone.</source>
        <translation>{receipt}: הקבלה לא הושלמה, ואת ההחלטה עליה אי אפשר לבטל.</translation>
    </message>
    <message>
        <source>{status} by somebody else</source>
        <translation>{status} על ידי מישהו אחר</translation>
    </message>
    <message>
        <source>{status} by somebody else · {moment}</source>
        <translation>{status} על ידי מישהו אחר · {moment}</translation>
    </message>
    <message>
        <source>{status} by {name}</source>
        <translation>{status} על ידי {name}</translation>
    </message>
    <message>
        <source>{status} by {name} · {moment}</source>
        <translation>{status} על ידי {name} · {moment}</translation>
    </message>
</context>
<context>
    <name>ReceiptDownloads</name>
    <message numerus="yes">
        <source>%Ln file(s) saved to {folder}</source>
        <translation>
            <numerusform>קובץ אחד נשמר בתיקייה {folder}</numerusform>
            <numerusform>%Ln קבצים נשמרו בתיקייה {folder}</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>בחר תיקייה אחרת</translation>
    </message>
    <message>
        <source>Download to</source>
        <translation>הורדה אל</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>נשמר: {name}</translation>
    </message>
    <message>
        <source>Saving files: {done} of {count}</source>
        <translation>שומר קבצים: {done} מתוך {count}</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>עצור</translation>
    </message>
    <message>
        <source>Stopped: {done} of {count} files saved.</source>
        <translation>נעצר: {done} מתוך {count} קבצים נשמרו.</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>מה חסר</translation>
    </message>
    <message>
        <source>{vendor}: {reason}</source>
        <translation>{vendor}: {reason}</translation>
    </message>
</context>
<context>
    <name>ReceiptExport</name>
    <message numerus="yes">
        <source>An export of %Ln receipt(s) was interrupted: {percent} of it is done.</source>
        <translation>
            <numerusform>ייצוא של קבלה אחת נקטע: {percent} ממנו כבר נעשו.</numerusform>
            <numerusform>ייצוא של %Ln קבלות נקטע: {percent} ממנו כבר נעשו.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another export is under way: this one can go on after it.</source>
        <translation>ייצוא אחר מתבצע: אפשר יהיה להמשיך את הייצוא הזה אחריו.</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>בחר תיקייה אחרת</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>המשך</translation>
    </message>
    <message>
        <source>Export ZIP</source>
        <translation>ייצוא ZIP</translation>
    </message>
    <message numerus="yes">
        <source>Exporting %Ln receipt(s): {percent}</source>
        <translation>
            <numerusform>מייצא קבלה אחת: {percent}</numerusform>
            <numerusform>מייצא %Ln קבלות: {percent}</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>הצג</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message numerus="yes">
        <source>The export of %Ln receipt(s) is paused: {percent}</source>
        <translation>
            <numerusform>הייצוא של קבלה אחת בהשהיה: {percent}</numerusform>
            <numerusform>הייצוא של %Ln קבלות בהשהיה: {percent}</numerusform>
        </translation>
    </message>
    <message>
        <source>The export was cancelled. No partial file was left.</source>
        <translation>הייצוא בוטל. לא נשאר קובץ חלקי.</translation>
    </message>
    <message>
        <source>There is no room left on the disk where this program keeps its own files. Make room there; another folder for the ZIP does not help.</source>
        <translation>לא נשאר מקום בדיסק שבו התוכנה שומרת את הקבצים שלה. פנה בו מקום; תיקייה אחרת לקובץ ה-ZIP לא תעזור.</translation>
    </message>
    <message>
        <source>There is nothing to export: no receipt matches {filters}.</source>
        <translation>אין מה לייצא: אף קבלה לא מתאימה ל: {filters}.</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>מה חסר</translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation>קובצי ZIP (*.zip)</translation>
    </message>
</context>
<context>
    <name>ReceiptPictures</name>
    <message>
        <source>Show as thumbnails</source>
        <translation>הצגה כתמונות ממוזערות</translation>
    </message>
</context>
<context>
    <name>ReceiptPreviewWidget</name>
    <message>
        <source>Document</source>
        <translation>מסמך</translation>
    </message>
</context>
<context>
    <name>ReceiptWords</name>
    <message numerus="yes">
        <source>%Ln receipt(s) left out: only on this computer, not on the server.</source>
        <translation>
            <numerusform>קבלה אחת לא נכללה: היא רק במחשב זה, לא בשרת.</numerusform>
            <numerusform>%Ln קבלות לא נכללו: הן רק במחשב זה, לא בשרת.</numerusform>
        </translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>מאושר</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>לא הושלם</translation>
    </message>
    <message>
        <source>Needs an allocation number</source>
        <translation>צריכה מספר הקצאה</translation>
    </message>
    <message>
        <source>No amount recognised</source>
        <translation>לא זוהה סכום</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>אין תאריך</translation>
    </message>
    <message>
        <source>Not a receipt</source>
        <translation>לא קבלה</translation>
    </message>
    <message>
        <source>Only on this computer</source>
        <translation>רק במחשב זה</translation>
    </message>
    <message>
        <source>Only on this computer: the server has these receipts no longer.</source>
        <translation>רק במחשב זה: הקבלות כבר לא נמצאות בשרת.</translation>
    </message>
    <message>
        <source>Only on this computer: the server has this receipt no longer.</source>
        <translation>רק במחשב זה: הקבלה כבר לא נמצאת בשרת.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>נדחה</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>מקור</translation>
    </message>
    <message>
        <source>Suspected duplicate</source>
        <translation>חשודה ככפולה</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>לבדיקה</translation>
    </message>
    <message>
        <source>Unknown status</source>
        <translation>סטטוס לא ידוע</translation>
    </message>
    <message>
        <source>Unknown vendor</source>
        <translation>ספק לא ידוע</translation>
    </message>
    <message>
        <source>{vendor}, no date</source>
        <translation>{vendor}, ללא תאריך</translation>
    </message>
</context>
<context>
    <name>ReceiptsFilterBar</name>
    <message>
        <source>Date</source>
        <translation>תאריך</translation>
    </message>
    <message>
        <source>Filter by date</source>
        <translation>סינון לפי תאריך</translation>
    </message>
    <message>
        <source>Filter by status</source>
        <translation>סינון לפי סטטוס</translation>
    </message>
    <message>
        <source>Filter by vendor</source>
        <translation>סינון לפי ספק</translation>
    </message>
    <message>
        <source>More</source>
        <translation>עוד</translation>
    </message>
    <message>
        <source>More filters: invoice date, amount, currency, tags, confidence, what is missing, doubts</source>
        <translation>מסננים נוספים: תאריך החשבונית, סכום, מטבע, תגיות, ביטחון, מה חסר, ספקות</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>תצוגות שמורות</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>סטטוס</translation>
    </message>
    <message>
        <source>Unknown vendor</source>
        <translation>ספק לא ידוע</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>ספק</translation>
    </message>
    <message>
        <source>Vendor, amount, invoice number</source>
        <translation>ספק, סכום, מספר חשבונית</translation>
    </message>
    <message>
        <source>Vendor, amount, number</source>
        <translation>ספק, סכום, מספר</translation>
    </message>
    <message>
        <source>{count} chosen</source>
        <translation>{count} נבחרו</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>”{words}”</translation>
    </message>
</context>
<context>
    <name>ReceiptsFoot</name>
    <message numerus="yes">
        <source>%Ln approved</source>
        <translation>
            <numerusform>%Ln מאושרת</numerusform>
            <numerusform>%Ln מאושרות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other</source>
        <translation>
            <numerusform>%Ln אחרת</numerusform>
            <numerusform>%Ln אחרות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s)</source>
        <translation>
            <numerusform>קבלה %Ln</numerusform>
            <numerusform>%Ln קבלות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>נבחרה %Ln</numerusform>
            <numerusform>נבחרו %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to review</source>
        <translation>
            <numerusform>%Ln לבדיקה</numerusform>
            <numerusform>%Ln לבדיקה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without an amount</source>
        <translation>
            <numerusform>%Ln בלי סכום</numerusform>
            <numerusform>%Ln בלי סכום</numerusform>
        </translation>
    </message>
    <message>
        <source>{selected}: {sums}</source>
        <translation>{selected}: {sums}</translation>
    </message>
</context>
<context>
    <name>ReceiptsMerging</name>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>מסמך PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save as one PDF…</source>
        <translation>שמירה כקובץ PDF אחד…</translation>
    </message>
    <message>
        <source>Save the receipts as one PDF</source>
        <translation>שמירת הקבלות כקובץ PDF אחד</translation>
    </message>
    <message>
        <source>The PDF was not saved. No partial file was left.</source>
        <translation>קובץ ה-PDF לא נשמר. לא נשאר קובץ חלקי.</translation>
    </message>
</context>
<context>
    <name>ReceiptsPage</name>
    <message>
        <source>No receipt is chosen. Choose one in the list.</source>
        <translation>לא נבחרה קבלה. בחר קבלה מהרשימה.</translation>
    </message>
    <message>
        <source>No receipt matches the filters, so there is none to show.</source>
        <translation>אין קבלה שמתאימה לסינון, ולכן אין מה להציג.</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>קבלות</translation>
    </message>
    <message>
        <source>The filters were cleared to show this receipt.</source>
        <translation>הסינון נוקה כדי להציג את הקבלה.</translation>
    </message>
    <message>
        <source>There is no receipt to show yet.</source>
        <translation>עדיין אין קבלה להצגה.</translation>
    </message>
</context>
<context>
    <name>ReceiptsPrinting</name>
    <message numerus="yes">
        <source>%Ln selected receipt(s)</source>
        <translation>
            <numerusform>קבלה אחת שנבחרה</numerusform>
            <numerusform>%Ln קבלות שנבחרו</numerusform>
        </translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>קבלות</translation>
    </message>
</context>
<context>
    <name>ReceiptsSettings</name>
    <message>
        <source>Also left out: receipts without an amount, those that the server could not read, suspected duplicates and, from approvals, invoices that need an allocation number. You see how many before anything is done, and can take them in.</source>
        <translation>נשארות בחוץ גם קבלות ללא סכום, כאלה שהשרת לא הצליח לקרוא, חשודות ככפולות, ובאישור גם חשבוניות שצריכות מספר הקצאה. לפני שמשהו נעשה רואים כמה הן, ואפשר לכלול גם אותן.</translation>
    </message>
    <message>
        <source>Amount before VAT, in ₪</source>
        <translation>סכום לפני מע״מ, ב-₪</translation>
    </message>
    <message>
        <source>An invoice in shekels needs a number when its amount before VAT is above the one that holds on its day. The server knows totals alone: they are taken to hold VAT in full.</source>
        <translation>חשבונית בשקלים צריכה מספר כשסכומה לפני מע״מ גבוה מזה שבתוקף ביומה. השרת מכיר סכומים כוללים בלבד: ההנחה היא שהם כוללים מע״מ מלא.</translation>
    </message>
    <message>
        <source>Deciding about several receipts</source>
        <translation>החלטה על כמה קבלות</translation>
    </message>
    <message>
        <source>Invoices that need an allocation number</source>
        <translation>חשבוניות שצריכות מספר הקצאה</translation>
    </message>
    <message>
        <source>Leave out under a confidence of</source>
        <translation>השאר בחוץ בביטחון נמוך מ־</translation>
    </message>
    <message>
        <source>Not a reason</source>
        <translation>לא סיבה</translation>
    </message>
    <message>
        <source>VAT in percent</source>
        <translation>מע״מ באחוזים</translation>
    </message>
</context>
<context>
    <name>ReceiptsTableModel</name>
    <message>
        <source>Amount</source>
        <translation>סכום</translation>
    </message>
    <message>
        <source>Conf.</source>
        <translation>ביטחון</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>ביטחון</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>תאריך</translation>
    </message>
    <message>
        <source>High confidence</source>
        <translation>ביטחון גבוה</translation>
    </message>
    <message>
        <source>Invoice number {number}</source>
        <translation>מספר חשבונית {number}</translation>
    </message>
    <message>
        <source>Invoice of {day}</source>
        <translation>חשבונית מ-{day}</translation>
    </message>
    <message>
        <source>Low confidence: check everything</source>
        <translation>ביטחון נמוך: כדאי לבדוק הכול</translation>
    </message>
    <message>
        <source>Medium confidence: check the amount</source>
        <translation>ביטחון בינוני: כדאי לבדוק את הסכום</translation>
    </message>
    <message>
        <source>No amount</source>
        <translation>לא זוהה סכום</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>סטטוס</translation>
    </message>
    <message>
        <source>The server could not give this receipt</source>
        <translation>השרת לא הצליח למסור את הקבלה הזאת</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>לא ידוע</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>ספק</translation>
    </message>
    <message>
        <source>confidence {percent}</source>
        <translation>ביטחון {percent}</translation>
    </message>
    <message>
        <source>n/a</source>
        <comment>confidence</comment>
        <translation>אין</translation>
    </message>
</context>
<context>
    <name>RecordCell</name>
    <message>
        <source>Bookmark: {text}</source>
        <translation>סימנייה: {text}</translation>
    </message>
    <message>
        <source>Has a bookmark</source>
        <translation>יש סימנייה</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>הערה: {text}</translation>
    </message>
    <message>
        <source>has a bookmark</source>
        <translation>יש סימנייה</translation>
    </message>
    <message>
        <source>has a note</source>
        <translation>יש הערה</translation>
    </message>
</context>
<context>
    <name>RecordColumns</name>
    <message>
        <source>Reset columns</source>
        <translation>אפס עמודות</translation>
    </message>
</context>
<context>
    <name>RecordCommands</name>
    <message>
        <source>Copy cell</source>
        <translation>העתק תא</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>העתק שורות</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>בחר הכול</translation>
    </message>
    <message numerus="yes">
        <source>Select all %Ln row(s)</source>
        <translation>
            <numerusform>בחר את השורה היחידה</numerusform>
            <numerusform>בחר את כל %Ln השורות</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordingBar</name>
    <message>
        <source>Ask again</source>
        <translation>שאל שוב</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Downloading…</source>
        <translation>מוריד…</translation>
    </message>
    <message>
        <source>Downloading… {percent}</source>
        <translation>מוריד… {percent}</translation>
    </message>
    <message>
        <source>Keep here</source>
        <translation>שמור במחשב</translation>
    </message>
    <message>
        <source>Keep the recording on this computer</source>
        <translation>שמור את ההקלטה במחשב זה</translation>
    </message>
    <message>
        <source>Kept here · {size}</source>
        <translation>נשמרה · {size}</translation>
    </message>
    <message>
        <source>Moves it to the front of the line and plays it as soon as it is here (Space)</source>
        <translation>מעביר אותה לראש התור ומשמיע אותה ברגע שתגיע (רווח)</translation>
    </message>
    <message>
        <source>No recording</source>
        <translation>אין הקלטה</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>השהה</translation>
    </message>
    <message>
        <source>Pause (F8, in the list also Space)</source>
        <translation>השהה (F8, ברשימה גם רווח)</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>מושהית</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>נגן</translation>
    </message>
    <message>
        <source>Play first</source>
        <translation>השמע ראשונה</translation>
    </message>
    <message>
        <source>Play the recording (Space)</source>
        <translation>השמע את ההקלטה (רווח)</translation>
    </message>
    <message>
        <source>Plays it as soon as it is here (Space)</source>
        <translation>משמיע אותה ברגע שתגיע (רווח)</translation>
    </message>
    <message>
        <source>Preparing the recording… {seconds}</source>
        <translation>מכין הקלטה… {seconds}</translation>
    </message>
    <message>
        <source>Remove from this computer</source>
        <translation>הסר ממחשב זה</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message>
        <source>Show in folder: {path}. Drag it to another window for a copy.</source>
        <translation>הצג בתיקייה: {path}. גרירה לחלון אחר יוצרת עותק.</translation>
    </message>
    <message>
        <source>The recording is not on the server any more</source>
        <translation>ההקלטה כבר לא נמצאת בשרת</translation>
    </message>
    <message>
        <source>The recording is shorter than the call.</source>
        <translation>ההקלטה קצרה מהשיחה.</translation>
    </message>
    <message>
        <source>The recording is shorter than the call: it has {length} of {call}.</source>
        <translation>ההקלטה קצרה מהשיחה: יש בה {length} מתוך {call}.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>נסה שוב</translation>
    </message>
    <message>
        <source>Waiting for room on this disk</source>
        <translation>ממתינה למקום בדיסק</translation>
    </message>
    <message>
        <source>Waiting, the server is busy</source>
        <translation>ממתינה, השרת עסוק</translation>
    </message>
</context>
<context>
    <name>RecordingCopying</name>
    <message>
        <source>Save a copy of the recording</source>
        <translation>שמירת עותק של ההקלטה</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>נשמר {name}</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
</context>
<context>
    <name>RecordingKeeper</name>
    <message numerus="yes">
        <source>%Ln call(s) have no recording.</source>
        <translation>
            <numerusform>לשיחה אחת אין הקלטה.</numerusform>
            <numerusform>ל-%Ln שיחות אין הקלטה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) are no longer on the server.</source>
        <translation>
            <numerusform>הקלטה אחת כבר אינה בשרת.</numerusform>
            <numerusform>%Ln הקלטות כבר אינן בשרת.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) are on this computer already.</source>
        <translation>
            <numerusform>הקלטה אחת כבר נמצאת במחשב זה.</numerusform>
            <numerusform>%Ln הקלטות כבר נמצאות במחשב זה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) will be kept on this computer.</source>
        <translation>
            <numerusform>הקלטה אחת תישמר במחשב זה.</numerusform>
            <numerusform>%Ln הקלטות יישמרו במחשב זה.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to fetch.</source>
        <translation>אין מה להוריד.</translation>
    </message>
</context>
<context>
    <name>RecordingRemoval</name>
    <message numerus="yes">
        <source>%Ln could not be removed: another program has it open.</source>
        <translation>
            <numerusform>הקלטה אחת לא הוסרה: היא פתוחה בתוכנה אחרת.</numerusform>
            <numerusform>%Ln הקלטות לא הוסרו: הן פתוחות בתוכנה אחרת.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them is pinned to this computer.</source>
        <translation>
            <numerusform>אחת מהן מוצמדת למחשב זה.</numerusform>
            <numerusform>%Ln מהן מוצמדות למחשב זה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them will most likely be lost for good.</source>
        <translation>
            <numerusform>אחת מהן תאבד כנראה לתמיד.</numerusform>
            <numerusform>%Ln מהן יאבדו כנראה לתמיד.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) were removed from this computer: {size} freed.</source>
        <translation>
            <numerusform>הקלטה אחת הוסרה ממחשב זה: התפנו {size}.</numerusform>
            <numerusform>%Ln הקלטות הוסרו ממחשב זה: התפנו {size}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>It is pinned to this computer.</source>
        <translation>היא מוצמדת למחשב זה.</translation>
    </message>
    <message>
        <source>It will most likely be lost for good.</source>
        <translation>ההקלטה תאבד כנראה לתמיד.</translation>
    </message>
    <message>
        <source>Notes, transcripts and the calls themselves stay.</source>
        <translation>ההערות, התמלילים והשיחות עצמן נשארים.</translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln recording(s)</source>
        <translation>
            <numerusform>הסר הקלטה אחת</numerusform>
            <numerusform>הסר %Ln הקלטות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln recording(s) from this computer?</source>
        <translation>
            <numerusform>להסיר ממחשב זה הקלטה אחת?</numerusform>
            <numerusform>להסיר ממחשב זה %Ln הקלטות?</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove recordings</source>
        <translation>הסרת הקלטות</translation>
    </message>
    <message>
        <source>Removing recordings: {done} of {count}.</source>
        <translation>מסיר הקלטות: {done} מתוך {count}.</translation>
    </message>
    <message>
        <source>The one in the player stays.</source>
        <translation>ההקלטה שבנגן נשארת.</translation>
    </message>
    <message numerus="yes">
        <source>The server deletes %Ln of them within two days.</source>
        <translation>
            <numerusform>השרת ימחק אחת מהן בתוך יומיים.</numerusform>
            <numerusform>השרת ימחק %Ln מהן בתוך יומיים.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server deletes it within two days: after that it is lost for good.</source>
        <translation>השרת ימחק אותה בתוך יומיים, ואז היא תאבד לתמיד.</translation>
    </message>
    <message>
        <source>The server keeps recordings for a week only.</source>
        <translation>השרת שומר הקלטות שבוע בלבד.</translation>
    </message>
    <message>
        <source>This frees {size} and cannot be undone.</source>
        <translation>זה יפנה {size}, ואי אפשר לבטל זאת.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>בטל</translation>
    </message>
</context>
<context>
    <name>RecordingWords</name>
    <message>
        <source>2 days</source>
        <translation>יומיים</translation>
    </message>
    <message>
        <source>A part of the recording is missing: the file was cut on this computer.</source>
        <translation>חלק מההקלטה חסר: הקובץ נקטע במחשב זה.</translation>
    </message>
    <message>
        <source>Deleted {day}</source>
        <translation>נמחקה ב-{day}</translation>
    </message>
    <message>
        <source>Disk is full</source>
        <translation>הדיסק מלא</translation>
    </message>
    <message>
        <source>In line: {place}</source>
        <translation>בתור: {place}</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>נשמרה</translation>
    </message>
    <message>
        <source>Kept here</source>
        <translation>נשמרה במחשב</translation>
    </message>
    <message>
        <source>Kept here, a part is missing</source>
        <translation>נשמרה במחשב, חלק ממנה חסר</translation>
    </message>
    <message>
        <source>Kept here, shorter than the call</source>
        <translation>נשמרה במחשב, קצרה מהשיחה</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>יום אחרון</translation>
    </message>
    <message>
        <source>Next in line</source>
        <translation>הבאה בתור</translation>
    </message>
    <message>
        <source>No recording</source>
        <translation>אין הקלטה</translation>
    </message>
    <message>
        <source>Not on server</source>
        <translation>לא בשרת</translation>
    </message>
    <message>
        <source>Not on the server any more</source>
        <translation>אינה עוד בשרת</translation>
    </message>
    <message>
        <source>Not on the server any more (asked {day})</source>
        <translation>אינה עוד בשרת (נשאל {day})</translation>
    </message>
    <message>
        <source>On server</source>
        <translation>בשרת</translation>
    </message>
    <message>
        <source>Only here</source>
        <translation>רק כאן</translation>
    </message>
    <message>
        <source>Only on this computer</source>
        <translation>רק במחשב זה</translation>
    </message>
    <message>
        <source>Only on this computer: the server has this call no longer.</source>
        <translation>רק במחשב זה: השיחה כבר לא נמצאת בשרת.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>מושהית</translation>
    </message>
    <message>
        <source>Pinned: it stays on this computer</source>
        <translation>מוצמדת: נשארת במחשב זה</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>מכין הקלטה…</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>נבדקה</translation>
    </message>
    <message>
        <source>Server busy</source>
        <translation>השרת עסוק</translation>
    </message>
    <message>
        <source>The recording is in the player. Close the player first.</source>
        <translation>ההקלטה נמצאת בנגן. סגור קודם את הנגן.</translation>
    </message>
    <message>
        <source>The recording is shorter than the call. The server gave no more of it.</source>
        <translation>ההקלטה קצרה מהשיחה. השרת לא נתן יותר ממנה.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>נסה שוב</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>ממתינה</translation>
    </message>
    <message>
        <source>paused now</source>
        <translation>מושהית עכשיו</translation>
    </message>
    <message>
        <source>playing now</source>
        <translation>מושמעת עכשיו</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} ימים</translation>
    </message>
</context>
<context>
    <name>RecordingsSettings</name>
    <message numerus="yes">
        <source>%n days after they were needed last</source>
        <translation>
            <numerusform>יום אחד אחרי השימוש האחרון</numerusform>
            <numerusform>%n ימים אחרי השימוש האחרון</numerusform>
        </translation>
    </message>
    <message>
        <source>A view that is not there any more</source>
        <translation>תצוגה שאינה קיימת עוד</translation>
    </message>
    <message>
        <source>As long as the server has them</source>
        <translation>כל עוד הן נמצאות בשרת</translation>
    </message>
    <message>
        <source>As much as the disk has</source>
        <translation>כמה שיש בדיסק</translation>
    </message>
    <message>
        <source>Asks the server for each one that is not here and not reviewed yet, soonest to vanish first, and for new ones after each sync. At most two are prepared at a time, after all that you ask for yourself.</source>
        <translation>מבקש מהשרת כל הקלטה שאינה כאן ושלא נבדקה עדיין, קודם את זו שתימחק ראשונה, וחדשות אחרי כל סנכרון. לכל היותר שתיים מוכנות בבת אחת, אחרי כל מה שביקשתם בעצמכם.</translation>
    </message>
    <message>
        <source>Every recording of a saved view</source>
        <translation>כל הקלטה של תצוגה שמורה</translation>
    </message>
    <message>
        <source>Every recording that the server has</source>
        <translation>כל הקלטה שיש בשרת</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>מה לשמור</translation>
    </message>
    <message>
        <source>Keep for</source>
        <translation>לכמה זמן</translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation>שמירה במחשב זה</translation>
    </message>
    <message>
        <source>Only reviewed ones are removed, also those that the server has no longer. Never one that is pinned, has a note, or is not reviewed.</source>
        <translation>מוסרות רק הקלטות שנבדקו, גם כאלה שאינן עוד בשרת. לעולם לא הקלטה מוצמדת, עם הערה או שלא נבדקה.</translation>
    </message>
    <message>
        <source>Only what I play or choose</source>
        <translation>רק מה שאני מנגן או בוחר</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>מקום</translation>
    </message>
    <message>
        <source>Saved view</source>
        <translation>תצוגה שמורה</translation>
    </message>
    <message>
        <source>Then reviewed ones that the server still has go first, those not needed for longest before others. What only this computer has is removed only when you say so.</source>
        <translation>אז יוסרו תחילה הקלטות שנבדקו ועדיין נמצאות בשרת, ולפני כולן אלה שלא היה בהן שימוש זמן רב. מה שנמצא רק במחשב זה יוסר רק באישורך.</translation>
    </message>
    <message>
        <source>There is no saved view of calls yet.</source>
        <translation>אין עדיין תצוגה שמורה של שיחות.</translation>
    </message>
    <message>
        <source>Until the room below is taken</source>
        <translation>עד שהמקום שלמטה מתמלא</translation>
    </message>
    <message>
        <source>Use at most</source>
        <translation>לכל היותר</translation>
    </message>
</context>
<context>
    <name>RetentionGuard</name>
    <message>
        <source>New recordings are not kept by themselves any more: the saved view that chose them is gone.</source>
        <translation>הקלטות חדשות אינן נשמרות עוד מעצמן: התצוגה השמורה שבחרה אותן אינה קיימת עוד.</translation>
    </message>
    <message>
        <source>New recordings are not kept by themselves any more: {limit} are taken. Allow more room, or mark calls as reviewed.</source>
        <translation>הקלטות חדשות אינן נשמרות עוד מעצמן: {limit} מלאים. הקצה יותר מקום, או סמן שיחות כנבדקו.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
</context>
<context>
    <name>SavedViews</name>
    <message>
        <source>Another view has this name. Choose another one.</source>
        <translation>לתצוגה אחרת כבר יש שם זה. בחר שם אחר.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>שנה שם</translation>
    </message>
    <message>
        <source>Rename the view</source>
        <translation>שינוי שם התצוגה</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>שמור</translation>
    </message>
    <message>
        <source>Save these filters as a view</source>
        <translation>שמירת המסננים כתצוגה</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>נשמר בשם {name}.</translation>
    </message>
    <message>
        <source>The view {name} is removed.</source>
        <translation>התצוגה {name} הוסרה.</translation>
    </message>
    <message>
        <source>There are too many views to bring it back.</source>
        <translation>יש יותר מדי תצוגות, ולא ניתן להחזיר אותה.</translation>
    </message>
    <message>
        <source>There is a view of this name already. These filters take its place.</source>
        <translation>כבר יש תצוגה בשם זה. המסננים האלה יבואו במקומה.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>בטל פעולה</translation>
    </message>
    <message>
        <source>{name} is updated.</source>
        <translation>{name} עודכנה.</translation>
    </message>
</context>
<context>
    <name>SavingWords</name>
    <message numerus="yes">
        <source>%Ln missing: {reason}</source>
        <translation>
            <numerusform>%Ln חסר: {reason}</numerusform>
            <numerusform>%Ln חסרים: {reason}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) have no preview at all.</source>
        <translation>
            <numerusform>לקבלה אחת אין Preview כלל.</numerusform>
            <numerusform>ל-%Ln קבלות אין Preview כלל.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) have no source file at all.</source>
        <translation>
            <numerusform>לקבלה אחת אין קובץ מקור כלל.</numerusform>
            <numerusform>ל-%Ln קבלות אין קובץ מקור כלל.</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {count} files saved.</source>
        <translation>{done} מתוך {count} קבצים נשמרו.</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear the search</source>
        <translation>נקה את החיפוש</translation>
    </message>
</context>
<context>
    <name>SearchReach</name>
    <message>
        <source>Transcripts searched back to {day}</source>
        <translation>התמלילים נסרקו עד {day}</translation>
    </message>
    <message>
        <source>Transcripts searched back to {day}; type a third letter to search all.</source>
        <translation>התמלילים נסרקו עד {day}; הקלד אות שלישית כדי לחפש בכולם.</translation>
    </message>
</context>
<context>
    <name>SecondWindow</name>
    <message>
        <source>No receipt is chosen in the list.</source>
        <translation>לא נבחרה קבלה ברשימה.</translation>
    </message>
</context>
<context>
    <name>ServerReason</name>
    <message>
        <source>Sign in first.</source>
        <translation>יש להיכנס לחשבון קודם.</translation>
    </message>
    <message>
        <source>This needs the server, and this network seems to ask you to sign in in a browser first.</source>
        <translation>לזה נדרש השרת, ונראה שהרשת הזאת מבקשת להיכנס קודם דרך הדפדפן.</translation>
    </message>
    <message>
        <source>This needs the server, which is just being reached.</source>
        <translation>לזה נדרש השרת, וההתחברות אליו עדיין נמשכת.</translation>
    </message>
    <message>
        <source>You are not signed in, and this needs the server. Sign in first.</source>
        <translation>אינך מחובר, ולזה נדרש השרת. יש להיכנס לחשבון קודם.</translation>
    </message>
    <message>
        <source>You are offline, and this needs the server.</source>
        <translation>אין חיבור, ולזה נדרש השרת.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>About</source>
        <translation>אודות</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>חשבון</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>שמות קבצים</translation>
    </message>
    <message>
        <source>General</source>
        <translation>כללי</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>אישור</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>נגן</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>קבלות</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>הקלטות</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>שחזר ברירות מחדל</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
</context>
<context>
    <name>ShownFile</name>
    <message>
        <source>Download</source>
        <translation>הורד</translation>
    </message>
    <message>
        <source>Fetching the preview…</source>
        <translation>מביא את ה-Preview…</translation>
    </message>
    <message>
        <source>Fetching the source…</source>
        <translation>מביא את קובץ המקור…</translation>
    </message>
    <message>
        <source>Open in the system&apos;s program</source>
        <translation>פתח בתוכנה של המערכת</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>מושהה</translation>
    </message>
    <message>
        <source>Show the preview</source>
        <translation>הצג את ה-Preview</translation>
    </message>
    <message>
        <source>The download was cancelled.</source>
        <translation>ההורדה בוטלה.</translation>
    </message>
    <message>
        <source>The server could not give this receipt, so there is nothing to show.</source>
        <translation>השרת לא הצליח למסור את הקבלה, ולכן אין מה להציג.</translation>
    </message>
    <message>
        <source>The server does not answer. Trying again…</source>
        <translation>השרת לא עונה. מנסה שוב…</translation>
    </message>
    <message>
        <source>The server is busy. It is asked again by itself.</source>
        <translation>השרת עסוק. הבקשה תישלח שוב מעצמה.</translation>
    </message>
    <message>
        <source>This computer cannot show HEIC pictures here. The file can be opened in another program, saved or copied as it is.</source>
        <translation>מחשב זה לא יכול להציג כאן תמונות HEIC. אפשר לפתוח את הקובץ בתוכנה אחרת, לשמור אותו או להעתיק אותו כמות שהוא.</translation>
    </message>
    <message>
        <source>This is a program, not a document. Do not open it unless you know who sent it.</source>
        <translation>זו תוכנה, לא מסמך. אל תפתח את הקובץ אם אינך יודע מי שלח אותו.</translation>
    </message>
    <message>
        <source>This is a web page, not a document. Do not open it unless you know who sent it.</source>
        <translation>זה דף אינטרנט, לא מסמך. אל תפתח את הקובץ אם אינך יודע מי שלח אותו.</translation>
    </message>
    <message>
        <source>This receipt has neither a source file nor a preview.</source>
        <translation>לקבלה הזאת אין קובץ מקור ואין Preview.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>נסה שוב</translation>
    </message>
    <message>
        <source>Waits for room on this disk, and goes on by itself.</source>
        <translation>ממתין למקום פנוי בדיסק הזה, וימשיך מעצמו.</translation>
    </message>
    <message>
        <source>Waits for the server: the file comes when it can be reached.</source>
        <translation>ממתינים לשרת: הקובץ יגיע כשאפשר יהיה להתחבר אליו.</translation>
    </message>
    <message>
        <source>You are offline, and this file is not on this computer yet.</source>
        <translation>אין חיבור, והקובץ הזה עדיין לא נמצא במחשב זה.</translation>
    </message>
    <message>
        <source>{received} of {total}</source>
        <translation>{received} מתוך {total}</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>דוא״ל</translation>
    </message>
    <message>
        <source>Keep me signed in on this computer</source>
        <translation>השאר אותי מחובר במחשב זה</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>סיסמה</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>שרת</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>כניסה</translation>
    </message>
    <message>
        <source>Sign in to ProSaaS</source>
        <translation>כניסה ל-ProSaaS</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>נכנס…</translation>
    </message>
    <message>
        <source>Signing in… {time}</source>
        <translation>נכנס… {time}</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>נסה את ההדגמה</translation>
    </message>
    <message>
        <source>Type the server&apos;s address, your e-mail and your password.</source>
        <translation>הקלד את כתובת השרת, הדוא״ל והסיסמה.</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>עבוד במצב לא מקוון</translation>
    </message>
    <message>
        <source>Work offline: {lists}</source>
        <translation>עבוד במצב לא מקוון: {lists}</translation>
    </message>
</context>
<context>
    <name>SortButton</name>
    <message>
        <source>Amount</source>
        <translation>סכום</translation>
    </message>
    <message>
        <source>By status</source>
        <translation>לפי סטטוס</translation>
    </message>
    <message>
        <source>By status, backwards</source>
        <translation>לפי סטטוס, בסדר הפוך</translation>
    </message>
    <message>
        <source>By vendor</source>
        <translation>לפי ספק</translation>
    </message>
    <message>
        <source>By vendor, backwards</source>
        <translation>לפי ספק, בסדר הפוך</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>ביטחון</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>תאריך</translation>
    </message>
    <message>
        <source>Largest amount first</source>
        <translation>הסכום הגבוה תחילה</translation>
    </message>
    <message>
        <source>Least confident first</source>
        <translation>הביטחון הנמוך תחילה</translation>
    </message>
    <message>
        <source>Most confident first</source>
        <translation>הביטחון הגבוה תחילה</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>החדש תחילה</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>הישן תחילה</translation>
    </message>
    <message>
        <source>Order: {order}</source>
        <translation>סדר: {order}</translation>
    </message>
    <message>
        <source>Smallest amount first</source>
        <translation>הסכום הנמוך תחילה</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>סטטוס</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>ספק</translation>
    </message>
</context>
<context>
    <name>SpaceLine</name>
    <message>
        <source>Change limit…</source>
        <translation>שנה את המגבלה…</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Status bar</source>
        <translation>שורת מצב</translation>
    </message>
</context>
<context>
    <name>TagBar</name>
    <message>
        <source>Tags</source>
        <translation>תגיות</translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>{tag}: show all with this tag. Delete takes it off.</source>
        <translation>{tag}: הצג את כל בעלי התגית. Delete מסיר אותה.</translation>
    </message>
</context>
<context>
    <name>TagField</name>
    <message>
        <source>Add a tag</source>
        <translation>הוסף תגית</translation>
    </message>
</context>
<context>
    <name>TagWords</name>
    <message numerus="yes">
        <source>Tagged %Ln receipt(s): {tags}</source>
        <translation>
            <numerusform>קבלה אחת תויגה: {tags}</numerusform>
            <numerusform>%Ln קבלות תויגו: {tags}</numerusform>
        </translation>
    </message>
    <message>
        <source>Tags: {tags}</source>
        <translation>תגיות: {tags}</translation>
    </message>
    <message numerus="yes">
        <source>Taken off %Ln receipt(s): {tags}</source>
        <translation>
            <numerusform>הוסר מקבלה אחת: {tags}</numerusform>
            <numerusform>הוסר מ-%Ln קבלות: {tags}</numerusform>
        </translation>
    </message>
    <message>
        <source>tags: {tags}</source>
        <translation>תגיות: {tags}</translation>
    </message>
    <message>
        <source>{tag} · {count} of {selected}</source>
        <translation>{tag} · {count} מתוך {selected}</translation>
    </message>
</context>
<context>
    <name>Tagging</name>
    <message>
        <source>Undo</source>
        <translation>בטל פעולה</translation>
    </message>
</context>
<context>
    <name>TellingApart</name>
    <message numerus="yes">
        <source>Kept: %Ln receipt(s) are different ones.</source>
        <translation>
            <numerusform>נשמר: הקבלה שונה מאחרות.</numerusform>
            <numerusform>נשמר: %Ln הקבלות שונות זו מזו.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>בטל</translation>
    </message>
</context>
<context>
    <name>ThumbnailWords</name>
    <message>
        <source>Cannot be shown</source>
        <translation>לא ניתן להצגה</translation>
    </message>
    <message>
        <source>Could not be fetched</source>
        <translation>לא ניתן היה להביא</translation>
    </message>
    <message>
        <source>Damaged file</source>
        <translation>קובץ פגום</translation>
    </message>
    <message>
        <source>Empty file</source>
        <translation>קובץ ריק</translation>
    </message>
    <message>
        <source>For another program</source>
        <translation>לתוכנה אחרת</translation>
    </message>
    <message>
        <source>Needs a password</source>
        <translation>נדרשת סיסמה</translation>
    </message>
    <message>
        <source>No file</source>
        <translation>אין קובץ</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>לא במחשב זה</translation>
    </message>
    <message>
        <source>The server could not give it</source>
        <translation>השרת לא יכול היה לתת אותה</translation>
    </message>
    <message>
        <source>Too large to show</source>
        <translation>גדול מדי להצגה</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>Position in the recording</source>
        <translation>מיקום בהקלטה</translation>
    </message>
    <message>
        <source>The waveform is being drawn</source>
        <translation>צורת הגל מצוירת כעת</translation>
    </message>
    <message>
        <source>{elapsed} of {total}</source>
        <translation>{elapsed} מתוך {total}</translation>
    </message>
</context>
<context>
    <name>TranscriptFollow</name>
    <message>
        <source>About {time} · position estimated</source>
        <translation>בערך {time} · המקום משוער</translation>
    </message>
</context>
<context>
    <name>TranscriptWidget</name>
    <message>
        <source>A click goes to about this place.</source>
        <translation>לחיצה מעבירה בערך למקום זה.</translation>
    </message>
    <message>
        <source>Find in the transcript</source>
        <translation>חיפוש בתמליל</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>התוצאה הבאה</translation>
    </message>
    <message>
        <source>No transcript</source>
        <translation>אין תמליל</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>התוצאה הקודמת</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>תמליל</translation>
    </message>
    <message>
        <source>{current} of {count}</source>
        <translation>{current} מתוך {count}</translation>
    </message>
</context>
<context>
    <name>TransferCommands</name>
    <message>
        <source>Choose a download that failed or was cancelled.</source>
        <translation>בחר הורדה שנכשלה או בוטלה.</translation>
    </message>
    <message>
        <source>Choose a download that is over.</source>
        <translation>בחר הורדה שהסתיימה.</translation>
    </message>
    <message>
        <source>Choose a download that is paused.</source>
        <translation>בחר הורדה מושהית.</translation>
    </message>
    <message>
        <source>Choose a download that is under way.</source>
        <translation>בחר הורדה פעילה.</translation>
    </message>
    <message>
        <source>Choose one download that has come.</source>
        <translation>בחר הורדה אחת שהסתיימה.</translation>
    </message>
    <message>
        <source>It is not here yet: it can be played or looked at once it has come.</source>
        <translation>הקובץ עוד לא הגיע: אפשר יהיה להשמיע אותו או להציג אותו לאחר שיגיע.</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>הסר מהרשימה</translation>
    </message>
</context>
<context>
    <name>TransferWords</name>
    <message numerus="yes">
        <source>%Ln being prepared</source>
        <translation>
            <numerusform>%Ln בהכנה</numerusform>
            <numerusform>%Ln בהכנה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln paused</source>
        <translation>
            <numerusform>%Ln מושהית</numerusform>
            <numerusform>%Ln מושהות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln ממתינה</numerusform>
            <numerusform>%Ln ממתינות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting for room on this disk</source>
        <translation>
            <numerusform>%Ln ממתינה למקום בדיסק</numerusform>
            <numerusform>%Ln ממתינות למקום בדיסק</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting for the server</source>
        <translation>
            <numerusform>%Ln ממתינה לשרת</numerusform>
            <numerusform>%Ln ממתינות לשרת</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting for the server&apos;s recording service</source>
        <translation>
            <numerusform>%Ln ממתינה לשירות ההקלטות של השרת</numerusform>
            <numerusform>%Ln ממתינות לשירות ההקלטות של השרת</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting for what the server was asked for before</source>
        <translation>
            <numerusform>%Ln ממתינה למה שהשרת התבקש להכין קודם</numerusform>
            <numerusform>%Ln ממתינות למה שהשרת התבקש להכין קודם</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting, the server is busy</source>
        <translation>
            <numerusform>%Ln ממתינה, השרת עסוק</numerusform>
            <numerusform>%Ln ממתינות, השרת עסוק</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting, the server is busy with other recordings</source>
        <translation>
            <numerusform>%Ln ממתינה, השרת עסוק בהקלטות אחרות</numerusform>
            <numerusform>%Ln ממתינות, השרת עסוק בהקלטות אחרות</numerusform>
        </translation>
    </message>
    <message>
        <source>2 days left</source>
        <translation>נותרו יומיים</translation>
    </message>
    <message>
        <source>Asked again in {wait}. {why}</source>
        <translation>נשאל שוב בעוד {wait}. {why}</translation>
    </message>
    <message>
        <source>Being prepared by the server for {time}</source>
        <translation>בהכנה בשרת כבר {time}</translation>
    </message>
    <message>
        <source>Being prepared by the server for {time}. Usually 1 to 5 seconds, long calls up to 3 minutes</source>
        <translation>השרת מכין את ההקלטה כבר {time}. בדרך כלל 1 עד 5 שניות, שיחות ארוכות עד 3 דקות</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>בטל את ההורדה</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>בוטלה</translation>
    </message>
    <message>
        <source>Downloading, size not known yet</source>
        <translation>מוריד, הגודל עדיין לא ידוע</translation>
    </message>
    <message>
        <source>Downloads paused</source>
        <translation>ההורדות מושהות</translation>
    </message>
    <message numerus="yes">
        <source>Downloads paused, %Ln waiting</source>
        <translation>
            <numerusform>ההורדות מושהות, %Ln ממתינה</numerusform>
            <numerusform>ההורדות מושהות, %Ln ממתינות</numerusform>
        </translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>נכשלה</translation>
    </message>
    <message>
        <source>Goes on when the server can be reached</source>
        <translation>תימשך כשהשרת יהיה זמין</translation>
    </message>
    <message>
        <source>Goes on when you sign in</source>
        <translation>תימשך אחרי שתתחבר</translation>
    </message>
    <message>
        <source>In line: {place}</source>
        <translation>בתור: {place}</translation>
    </message>
    <message>
        <source>Kept on this computer, checked</source>
        <translation>נשמרה במחשב זה, תקינה</translation>
    </message>
    <message>
        <source>Kept on this computer, shorter than the call</source>
        <translation>נשמרה במחשב זה, קצרה מהשיחה</translation>
    </message>
    <message>
        <source>Lost in 1 day</source>
        <translation>יאבד תוך יום</translation>
    </message>
    <message>
        <source>Next in line</source>
        <translation>הבאה בתור</translation>
    </message>
    <message>
        <source>Pause the download</source>
        <translation>השהה את ההורדה</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>מושהית</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>נגן</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>הסר</translation>
    </message>
    <message>
        <source>Resume the download</source>
        <translation>המשך את ההורדה</translation>
    </message>
    <message>
        <source>Server busy with other recordings, asked again in {wait}</source>
        <translation>השרת עסוק בהקלטות אחרות, נשאל שוב בעוד {wait}</translation>
    </message>
    <message>
        <source>Server busy with other recordings, asked again now</source>
        <translation>השרת עסוק בהקלטות אחרות, נשאל שוב עכשיו</translation>
    </message>
    <message>
        <source>Server busy, asked again in {wait}</source>
        <translation>השרת עסוק, נשאל שוב בעוד {wait}</translation>
    </message>
    <message>
        <source>Server busy, asked again now</source>
        <translation>השרת עסוק, נשאל שוב עכשיו</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message>
        <source>Show the receipt</source>
        <translation>הצג את הקבלה</translation>
    </message>
    <message>
        <source>Still being prepared after {time}. Asking again in {wait}</source>
        <translation>עדיין בהכנה אחרי {time}. בדיקה חוזרת בעוד {wait}</translation>
    </message>
    <message>
        <source>The server could not prepare it. It is asked again in {wait}</source>
        <translation>השרת לא הצליח להכין אותה. פנייה חוזרת בעוד {wait}</translation>
    </message>
    <message>
        <source>The server is asked again in {wait}</source>
        <translation>פנייה חוזרת לשרת בעוד {wait}</translation>
    </message>
    <message>
        <source>The server may still prepare what it was asked for before. It is asked anew within minutes</source>
        <translation>ייתכן שהשרת עדיין מכין את מה שהתבקש קודם. הוא יתבקש מחדש בתוך דקות</translation>
    </message>
    <message>
        <source>The server&apos;s recording service does not answer. Asking again in {wait}</source>
        <translation>שירות ההקלטות של השרת אינו עונה. פנייה חוזרת בעוד {wait}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>נסה שוב</translation>
    </message>
    <message>
        <source>Waits for room on this disk, and goes on by itself</source>
        <translation>ממתינה למקום בדיסק, ותימשך מעצמה</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>בערך {size}</translation>
    </message>
    <message>
        <source>{active} of {most} active</source>
        <translation>{active} מתוך {most} פעילות</translation>
    </message>
    <message numerus="yes">
        <source>{active} of {most} active, %Ln waiting</source>
        <translation>
            <numerusform>{active} מתוך {most} פעילות, %Ln ממתינה</numerusform>
            <numerusform>{active} מתוך {most} פעילות, %Ln ממתינות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{others}, %Ln paused</source>
        <translation>
            <numerusform>{others}, %Ln מושהית</numerusform>
            <numerusform>{others}, %Ln מושהות</numerusform>
        </translation>
    </message>
    <message>
        <source>{percent} Downloading</source>
        <translation>{percent} מוריד</translation>
    </message>
    <message>
        <source>{percent} Downloading, {speed} a second, about {time} left</source>
        <translation>{percent} מוריד, {speed} לשנייה, נותרו בערך {time}</translation>
    </message>
    <message numerus="yes">
        <source>{preparing} being prepared, %Ln waiting</source>
        <translation>
            <numerusform>{preparing} בהכנה, %Ln ממתינה</numerusform>
            <numerusform>{preparing} בהכנה, %Ln ממתינות</numerusform>
        </translation>
    </message>
    <message>
        <source>{received} of {total}</source>
        <translation>{received} מתוך {total}</translation>
    </message>
    <message>
        <source>{received} so far</source>
        <translation>{received} עד כה</translation>
    </message>
</context>
<context>
    <name>TransfersTableModel</name>
    <message>
        <source>Cancelled</source>
        <translation>בוטלו</translation>
    </message>
    <message>
        <source>Finished since the start</source>
        <translation>הסתיימו מאז הפתיחה</translation>
    </message>
    <message>
        <source>Needs a decision</source>
        <translation>דורשות החלטה</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>עכשיו</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>מושהות</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>גודל</translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>The server is preparing</source>
        <translation>השרת מכין</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>ממתינות</translation>
    </message>
    <message>
        <source>What</source>
        <translation>מה</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>מה אפשר לעשות</translation>
    </message>
    <message>
        <source>{count} of {most}</source>
        <translation>{count} מתוך {most}</translation>
    </message>
</context>
<context>
    <name>UnsavedNote</name>
    <message>
        <source>A PDF of receipts is still being made.</source>
        <translation>קובץ PDF של קבלות עדיין בהכנה.</translation>
    </message>
    <message>
        <source>A ZIP is still being copied.</source>
        <translation>קובץ ZIP עדיין מועתק.</translation>
    </message>
    <message>
        <source>A ZIP is still being verified.</source>
        <translation>קובץ ZIP עדיין נבדק.</translation>
    </message>
    <message>
        <source>A batch is still being written again.</source>
        <translation>קבוצה עדיין נכתבת שוב.</translation>
    </message>
    <message>
        <source>A list is still being saved.</source>
        <translation>רשימה עדיין נשמרת.</translation>
    </message>
    <message>
        <source>An export is still running: leaving pauses it, and it can be gone on with.</source>
        <translation>ייצוא עדיין פועל: היציאה משהה אותו, ואפשר יהיה להמשיך אותו.</translation>
    </message>
    <message>
        <source>Choose the other account again to go there.</source>
        <translation>בחר שוב את החשבון האחר כדי לעבור אליו.</translation>
    </message>
    <message>
        <source>Choose the other account again to leave without it.</source>
        <translation>בחר שוב בחשבון האחר כדי לעבור בלי לשמור.</translation>
    </message>
    <message>
        <source>Choose the other account again to stop it.</source>
        <translation>בחר שוב את החשבון האחר כדי לעצור אותו.</translation>
    </message>
    <message>
        <source>Close the window again to leave without it.</source>
        <translation>סגור את החלון שוב כדי לצאת בלי לשמור.</translation>
    </message>
    <message>
        <source>Close the window again to leave.</source>
        <translation>סגור שוב את החלון כדי לצאת.</translation>
    </message>
    <message>
        <source>Close the window again to stop it.</source>
        <translation>סגור שוב את החלון כדי לעצור אותו.</translation>
    </message>
    <message>
        <source>Leave without it</source>
        <translation>לעזוב בלעדיה</translation>
    </message>
    <message>
        <source>Pause it and close</source>
        <translation>השהה וסגור</translation>
    </message>
    <message>
        <source>Pause it and go on</source>
        <translation>השהה והמשך</translation>
    </message>
    <message>
        <source>Sign out again to leave without it.</source>
        <translation>צא מהחשבון שוב כדי לצאת בלי לשמור.</translation>
    </message>
    <message>
        <source>Sign out again to leave.</source>
        <translation>התנתק שוב כדי לצאת.</translation>
    </message>
    <message>
        <source>Sign out again to stop it.</source>
        <translation>התנתק שוב כדי לעצור אותו.</translation>
    </message>
    <message>
        <source>Stop it and close</source>
        <translation>עצור וסגור</translation>
    </message>
    <message>
        <source>Stop it and go on</source>
        <translation>עצור והמשך</translation>
    </message>
    <message>
        <source>The account that you signed in with is not opened yet.</source>
        <translation>החשבון שאליו נכנסת עדיין לא נפתח.</translation>
    </message>
    <message>
        <source>The account that you signed in with opens once it is saved.</source>
        <translation>החשבון שאליו התחברת ייפתח ברגע שזה יישמר.</translation>
    </message>
    <message>
        <source>The export is only paused.</source>
        <translation>הייצוא רק מושהה.</translation>
    </message>
    <message>
        <source>The other account opens once it is saved; choose it again to leave without it.</source>
        <translation>החשבון האחר ייפתח ברגע שזה יישמר; בחר בו שוב כדי לעבור בלי לשמור.</translation>
    </message>
    <message>
        <source>The window closes once it is saved; close it again to leave without it.</source>
        <translation>החלון ייסגר ברגע שזה יישמר; סגור אותו שוב כדי לצאת בלי לשמור.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk, or another program, still holds it up.</source>
        <translation>הדיסק של מחשב זה, או תוכנה אחרת, עדיין מעכבים את השמירה.</translation>
    </message>
    <message>
        <source>What you marked last is not saved.</source>
        <translation>הסימון האחרון שלך לא נשמר.</translation>
    </message>
    <message>
        <source>You are signed out once it is saved; sign out again to leave without it.</source>
        <translation>היציאה מהחשבון תושלם ברגע שזה יישמר; צא מהחשבון שוב כדי לצאת בלי לשמור.</translation>
    </message>
    <message>
        <source>Your last bookmark is not saved.</source>
        <translation>הסימנייה האחרונה שלך לא נשמרה.</translation>
    </message>
    <message>
        <source>Your last decision is not saved.</source>
        <translation>ההחלטה האחרונה שלך לא נשמרה.</translation>
    </message>
    <message>
        <source>Your last note is not saved.</source>
        <translation>ההערה האחרונה שלך לא נשמרה.</translation>
    </message>
</context>
<context>
    <name>UnsyncedList</name>
    <message>
        <source>Not synced on this computer yet</source>
        <translation>עדיין לא סונכרן במחשב זה</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>כניסה…</translation>
    </message>
    <message>
        <source>The list fills when the server answers.</source>
        <translation>הרשימה תתמלא כשהשרת יענה.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>נסה עכשיו</translation>
    </message>
    <message>
        <source>You are not signed in</source>
        <translation>אינך מחובר</translation>
    </message>
    <message>
        <source>Your lists are shown once you sign in.</source>
        <translation>הרשימות שלך יוצגו כשתתחבר.</translation>
    </message>
</context>
<context>
    <name>ValueText</name>
    <message>
        <source>Copy</source>
        <translation>העתק</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>בחר הכול</translation>
    </message>
</context>
<context>
    <name>VendorMenu</name>
    <message>
        <source>All vendors</source>
        <translation>כל הספקים</translation>
    </message>
    <message>
        <source>Part of the name</source>
        <translation>חלק מהשם</translation>
    </message>
    <message>
        <source>Vendors</source>
        <translation>ספקים</translation>
    </message>
</context>
<context>
    <name>ViewNameDialog</name>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>שם התצוגה</translation>
    </message>
</context>
<context>
    <name>ViewsMenu</name>
    <message>
        <source>Edit a view</source>
        <translation>עריכת תצוגה</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>הזז למטה</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>הזז למעלה</translation>
    </message>
    <message>
        <source>No saved views yet</source>
        <translation>אין עדיין תצוגות שמורות</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>הסר</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>שנה שם…</translation>
    </message>
    <message>
        <source>Save these filters as a view…</source>
        <translation>שמור את המסננים כתצוגה…</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>תצוגות שמורות</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln views already. Remove one first.</source>
        <translation>
            <numerusform>כבר יש תצוגה אחת. יש להסיר אותה קודם.</numerusform>
            <numerusform>כבר יש %Ln תצוגות. יש להסיר אחת קודם.</numerusform>
        </translation>
    </message>
    <message>
        <source>This version does not know every filter of this view: it shows more than it should.</source>
        <translation>גרסה זו אינה מכירה את כל המסננים של התצוגה, ולכן היא מציגה יותר מהנדרש.</translation>
    </message>
    <message>
        <source>Update with these filters</source>
        <translation>עדכן למסננים האלה</translation>
    </message>
    <message>
        <source>Update {name} with these filters</source>
        <translation>עדכן את {name} למסננים האלה</translation>
    </message>
</context>
<context>
    <name>WholeList</name>
    <message numerus="yes">
        <source>%Ln could not be had.</source>
        <translation>
            <numerusform>אחת לא התקבלה.</numerusform>
            <numerusform>%Ln לא התקבלו.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) of this list are on this computer now.</source>
        <translation>
            <numerusform>הקלטה אחת מהרשימה נמצאת כעת במחשב זה.</numerusform>
            <numerusform>%Ln הקלטות מהרשימה נמצאות כעת במחשב זה.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Downloads says why the others are not.</source>
        <translation>בהורדות כתוב מדוע האחרות אינן.</translation>
    </message>
    <message numerus="yes">
        <source>Keep %Ln recording(s)</source>
        <translation>
            <numerusform>שמור הקלטה אחת</numerusform>
            <numerusform>שמור %Ln הקלטות</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep all %Ln recording(s) of this list on this computer?</source>
        <translation>
            <numerusform>לשמור במחשב זה את ההקלטה האחת שברשימה?</numerusform>
            <numerusform>לשמור במחשב זה את כל %Ln ההקלטות שברשימה?</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep recordings</source>
        <translation>שמירת הקלטות</translation>
    </message>
    <message>
        <source>Keeping the recordings of this list: {done} of {count}.</source>
        <translation>שומר את ההקלטות שברשימה: {done} מתוך {count}.</translation>
    </message>
    <message>
        <source>There is nothing to fetch: what the calls of this list have is here already.</source>
        <translation>אין מה להביא: מה שיש לשיחות שברשימה כבר נמצא כאן.</translation>
    </message>
    <message>
        <source>They are asked of the server one after the other, soonest to vanish first. It can be cancelled at any time; what has come by then stays.</source>
        <translation>הן מתבקשות מהשרת בזו אחר זו, קודם זו שתימחק ראשונה. אפשר לבטל בכל עת; מה שכבר הגיע נשאר.</translation>
    </message>
    <message>
        <source>They take about {size}.</source>
        <translation>הן תופסות בערך {size}.</translation>
    </message>
    <message>
        <source>{kept} of {count} recordings of this list are on this computer now.</source>
        <translation>{kept} מתוך {count} הקלטות מהרשימה נמצאות כעת במחשב זה.</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>Account</source>
        <translation>חשבון</translation>
    </message>
    <message>
        <source>Account settings…</source>
        <translation>הגדרות החשבון…</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>שיחות</translation>
    </message>
    <message>
        <source>Compares every row with the server: finds what was changed or removed there</source>
        <translation>משווה כל שורה לשרת: מוצא מה שונה או הוסר שם</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>הורדות</translation>
    </message>
    <message>
        <source>Earlier exports…</source>
        <translation>ייצואים קודמים…</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>מסך מלא</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>קיצורי מקלדת</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>יציאה</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>קבלות</translation>
    </message>
    <message>
        <source>Search everything…</source>
        <translation>חיפוש בהכול…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>כניסה…</translation>
    </message>
    <message>
        <source>Stop syncing</source>
        <translation>עצור את הסנכרון</translation>
    </message>
    <message>
        <source>Sync everything now</source>
        <translation>סנכרון מלא עכשיו</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>סנכרן עכשיו</translation>
    </message>
    <message>
        <source>Verify a ZIP…</source>
        <translation>אמת קובץ ZIP…</translation>
    </message>
</context>
<context>
    <name>ZipCheckDialog</name>
    <message numerus="yes">
        <source>%Ln file(s) differ so far</source>
        <translation>
            <numerusform>קובץ אחד שונה עד כה</numerusform>
            <numerusform>%Ln קבצים שונים עד כה</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more are not listed.</source>
        <translation>
            <numerusform>עוד אחד לא מופיע ברשימה.</numerusform>
            <numerusform>%Ln נוספים לא מופיעים ברשימה.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s)</source>
        <translation>
            <numerusform>קבלה אחת</numerusform>
            <numerusform>%Ln קבלות</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגור</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>העתק רשימה</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>התקדמות</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message>
        <source>The ZIP could not be checked</source>
        <translation>לא ניתן היה לבדוק את קובץ ה-ZIP</translation>
    </message>
    <message>
        <source>The ZIP is not whole</source>
        <translation>קובץ ה-ZIP אינו שלם</translation>
    </message>
    <message>
        <source>The ZIP is whole</source>
        <translation>קובץ ה-ZIP שלם</translation>
    </message>
    <message>
        <source>Verify a ZIP</source>
        <translation>אימות קובץ ZIP</translation>
    </message>
    <message>
        <source>Verify another…</source>
        <translation>אמת קובץ אחר…</translation>
    </message>
    <message>
        <source>Verifying the ZIP</source>
        <translation>מאמת את קובץ ה-ZIP</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>מה שונה</translation>
    </message>
    <message>
        <source>made {moment}</source>
        <translation>נוצר: {moment}</translation>
    </message>
    <message>
        <source>{done} of {total} read</source>
        <translation>נקראו {done} מתוך {total}</translation>
    </message>
</context>
<context>
    <name>ZipCheckWords</name>
    <message>
        <source>A name that would leave the folder</source>
        <translation>שם שיוצא מהתיקייה</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>פגום</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>מוצפן</translation>
    </message>
    <message>
        <source>Not in the ZIP</source>
        <translation>לא נמצא בקובץ ה-ZIP</translation>
    </message>
    <message>
        <source>Not in the manifest</source>
        <translation>לא נמצא ב-manifest.json</translation>
    </message>
    <message>
        <source>Of another size</source>
        <translation>בגודל אחר</translation>
    </message>
    <message>
        <source>Of other content</source>
        <translation>בתוכן אחר</translation>
    </message>
    <message>
        <source>Packed in an unknown way</source>
        <translation>דחוס בדרך לא מוכרת</translation>
    </message>
    <message numerus="yes">
        <source>The ZIP is not what its manifest says: %Ln file(s) differ.</source>
        <translation>
            <numerusform>קובץ ה-ZIP אינו תואם ל-manifest.json שלו: קובץ אחד שונה.</numerusform>
            <numerusform>קובץ ה-ZIP אינו תואם ל-manifest.json שלו: %Ln קבצים שונים.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ZIP is what its manifest says: %Ln file(s), each checked by its SHA-256.</source>
        <translation>
            <numerusform>קובץ ה-ZIP תואם ל-manifest.json שלו: קובץ אחד, שאומת לפי ה-SHA-256 שלו.</numerusform>
            <numerusform>קובץ ה-ZIP תואם ל-manifest.json שלו: %Ln קבצים, כל אחד אומת לפי ה-SHA-256 שלו.</numerusform>
        </translation>
    </message>
    <message>
        <source>The ZIP is what its manifest says: no file of a receipt or a call is in it, only its lists.</source>
        <translation>קובץ ה-ZIP תואם ל-manifest.json שלו: אין בו אף קובץ של קבלה או של שיחה, רק הרשימות שלו.</translation>
    </message>
    <message>
        <source>The ZIP is what its manifest says: there is no file in it.</source>
        <translation>קובץ ה-ZIP תואם ל-manifest.json שלו: אין בו אף קובץ.</translation>
    </message>
    <message>
        <source>There more than once</source>
        <translation>נמצא יותר מפעם אחת</translation>
    </message>
    <message numerus="yes">
        <source>When it was made, %Ln file(s) were missing.</source>
        <translation>
            <numerusform>כשנוצר, קובץ אחד היה חסר.</numerusform>
            <numerusform>כשנוצר, %Ln קבצים היו חסרים.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ZipChecking</name>
    <message>
        <source>Verify a ZIP</source>
        <translation>אימות קובץ ZIP</translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation>קובצי ZIP (*.zip)</translation>
    </message>
</context>
<context>
    <name>ZipCopying</name>
    <message>
        <source>Copied to {name}</source>
        <translation>הועתק אל {name}</translation>
    </message>
    <message>
        <source>Copy the ZIP to</source>
        <translation>העתקת ה-ZIP אל</translation>
    </message>
    <message>
        <source>Copying: {percent} · {done} of {total}</source>
        <translation>מעתיק: {percent} · {done} מתוך {total}</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>מעתיק…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>הצג בתיקייה</translation>
    </message>
    <message>
        <source>The copy was cancelled. No partial file was left.</source>
        <translation>ההעתקה בוטלה. לא נשאר קובץ חלקי.</translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation>קובצי ZIP (*.zip)</translation>
    </message>
</context>
<context>
    <name>ZipFileRow</name>
    <message>
        <source>Drag it into a mail or a folder
{path}</source>
        <translation>גרור אל הודעת דואר או אל תיקייה
{path}</translation>
    </message>
</context>
<context>
    <name>_MessageRow</name>
    <message>
        <source>Close this message</source>
        <translation>סגור את ההודעה</translation>
    </message>
    <message>
        <source>Show the next message</source>
        <translation>הצג את ההודעה הבאה</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} מתוך {count}</translation>
    </message>
</context>
<context>
    <name>_PasswordField</name>
    <message>
        <source>Hide the password</source>
        <translation>הסתר את הסיסמה</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>הצג את הסיסמה</translation>
    </message>
</context>
<context>
    <name>_TextDelegate</name>
    <message>
        <source>Text of the bookmark</source>
        <translation>הטקסט של הסימנייה</translation>
    </message>
    <message>
        <source>What is said here?</source>
        <translation>מה נאמר כאן?</translation>
    </message>
</context>
<context>
    <name>print_words</name>
    <message>
        <source>No filters</source>
        <translation>ללא סינון</translation>
    </message>
    <message>
        <source>Printed {moment}</source>
        <translation>הודפס {moment}</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>״{words}״</translation>
    </message>
</context>
</TS>
