<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="he_IL" sourcelanguage="en_US">
<context>
    <name>CallActions</name>
    <message>
        <source>Cancel the download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is being downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number is withheld.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording is not on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This call has no recording.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallDetailsWidget</name>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Choose one in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading… {percent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept here · {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No call is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the recording… {seconds}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallWords</name>
    <message>
        <source>Anonymous caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown status</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallsFilterBar</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost soon · {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, phone, words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the server only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>{selected} of {count} selected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallsPage</name>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls appear here a few minutes after they end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not synced on this computer yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list fills when the server answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallsTableModel</name>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>The server could not give this call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoiceMenu</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionReport</name>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online, synced {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online, syncing: {seen} of {total} calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online, syncing: {seen} of {total} receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online, syncing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The server counts %n more call(s) than it shows. The next sync looks again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working offline, {lists}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working offline, {lists}. Trying again in {wait}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working offline, {lists}. {reason} Trying again in {wait}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are signed out. What is on this computer stays, {lists}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lists from {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no lists on this computer yet</source>
        <translation type="unfinished"></translation>
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
    <name>DownloadsPage</name>
    <message numerus="yes">
        <source>%n need(s) a decision</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a download that failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is being downloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings and receipts that you play, open or keep are shown here while they come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>נסה שוב</translation>
    </message>
    <message>
        <source>{active} active, {waiting} waiting</source>
        <translation type="unfinished"></translation>
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
        <source>Not enough room: {needed} needed, {free} free.</source>
        <translation>אין מספיק מקום: נדרשים {needed}, פנויים {free}.</translation>
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
        <source>The lists on this computer are damaged.</source>
        <translation>הרשימות במחשב זה פגומות.</translation>
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
        <source>The server&apos;s recording service is not working at the moment. Try again in a few minutes.</source>
        <translation>שירות ההקלטות של השרת אינו פעיל כרגע. נסה שוב בעוד כמה דקות.</translation>
    </message>
    <message>
        <source>The server&apos;s storage did not give the file.</source>
        <translation>האחסון של השרת לא מסר את הקובץ.</translation>
    </message>
    <message>
        <source>There is no room left on this disk.</source>
        <translation>לא נשאר מקום בדיסק.</translation>
    </message>
    <message>
        <source>There is nothing to export: no receipt matches.</source>
        <translation>אין מה לייצא: אף קבלה לא מתאימה.</translation>
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
        <source>This cannot be read or written: {path}</source>
        <translation>אי אפשר לקרוא או לכתוב: {path}</translation>
    </message>
    <message>
        <source>This computer has no safe place for the password, so you stay signed in only until the program is closed.</source>
        <translation>במחשב הזה אין מקום בטוח לסיסמה, ולכן תישאר מחובר רק עד סגירת התוכנה.</translation>
    </message>
    <message>
        <source>This e-mail and password do not match. Capital letters count in the e-mail.</source>
        <translation>הדוא״ל והסיסמה אינם תואמים. יש הבדל בין אותיות גדולות לקטנות.</translation>
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
        <source>This receipt has no preview.</source>
        <translation>לקבלה הזאת אין Preview.</translation>
    </message>
    <message>
        <source>This receipt has no source file.</source>
        <translation>לקבלה הזאת אין קובץ מקור.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>נסה שוב</translation>
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
        <source>Your role in this business does not include this.</source>
        <translation>התפקיד שלך בעסק אינו כולל את זה.</translation>
    </message>
    <message>
        <source>Your session has ended. Nothing that waits is lost.</source>
        <translation>החיבור לחשבון הסתיים. מה שממתין לא הולך לאיבוד.</translation>
    </message>
    <message>
        <source>{sentence} The server says: {words}</source>
        <translation>{sentence} הודעת השרת: {words}</translation>
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
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n recording(s) will be lost within 2 days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under way</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{size} kept on this computer</source>
        <translation type="unfinished"></translation>
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
    <name>PeriodMenu</name>
    <message>
        <source>All dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 3 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last year</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlayerBar</name>
    <message>
        <source>Back 10 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the player</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward 30 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Player</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volume</source>
        <translation type="unfinished"></translation>
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
    <message>
        <source>{active} active, {waiting} waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordColumns</name>
    <message>
        <source>Columns as at first</source>
        <translation>עמודות כמו בהתחלה</translation>
    </message>
</context>
<context>
    <name>RecordTable</name>
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
</context>
<context>
    <name>RecordingWords</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next in line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>נסה שוב</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting, number {place}</source>
        <translation type="unfinished"></translation>
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
        <source>As the system</source>
        <translation>כמו במערכת</translation>
    </message>
    <message>
        <source>As the system ({language})</source>
        <translation>כמו במערכת ({language})</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>עסק</translation>
    </message>
    <message>
        <source>Calls, recordings and receipts of your business, on this computer.</source>
        <translation>השיחות, ההקלטות והקבלות של העסק, במחשב זה.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Compact, 28 px</source>
        <translation>צפוף, 28 פיקסלים</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>כהה</translation>
    </message>
    <message>
        <source>Downloads stop and go on at the next sign-in. What is kept on this computer stays.</source>
        <translation>ההורדות ייעצרו וימשיכו בכניסה הבאה. מה שנשמר במחשב זה נשאר.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>כללי</translation>
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
        <source>Nobody is signed in.</source>
        <translation>אף אחד לא מחובר.</translation>
    </message>
    <message>
        <source>Normal, 32 px</source>
        <translation>רגיל, 32 פיקסלים</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>אישור</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>שחזר ברירות מחדל</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>גובה שורה</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>שרת</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
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
        <source>Switches at once: the whole window mirrors. Column order and widths are kept for each direction apart.</source>
        <translation>מתחלף מיד: כל החלון מתהפך. סדר העמודות ורוחבן נשמרים לכל כיוון בנפרד.</translation>
    </message>
    <message>
        <source>The server ends every session of this user, on this computer and in every browser.</source>
        <translation>השרת ינתק את המשתמש הזה בכל מקום: במחשב זה ובכל דפדפן.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>ערכת צבעים</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>גרסה {version}</translation>
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
    <name>StatusBar</name>
    <message>
        <source>Status</source>
        <translation>מצב</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>Position in the recording</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TranscriptWidget</name>
    <message>
        <source>Find in the transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{current} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TransfersTableModel</name>
    <message>
        <source>Being prepared by the server for {time}. Usually 1 to 5 seconds, long calls up to 3 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading, size not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept on this computer, checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next in line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number {place} in line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} Downloading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{received} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{received} so far</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>Account</source>
        <translation>חשבון</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_MessageRow</name>
    <message>
        <source>Close this message</source>
        <translation>סגור את ההודעה</translation>
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
    <name>_PlayButton</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
