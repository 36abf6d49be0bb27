<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>AccountSettings</name>
    <message numerus="yes">
        <source>%Ln decision(s) about receipts are not sent yet: they are kept here, and sent after you sign in again.</source>
        <translation>
            <numerusform>%Ln decision about a receipt is not sent yet: it is kept here, and sent after you sign in again.</numerusform>
            <numerusform>%Ln decisions about receipts are not sent yet: they are kept here, and sent after you sign in again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>%Ln more not listed here.</source>
        <translation>
            <numerusform>%Ln more not listed here.</numerusform>
            <numerusform>%Ln more not listed here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export the %Ln receipt(s) as they are now</source>
        <translation>
            <numerusform>Export the %Ln receipt as it is now</numerusform>
            <numerusform>Export the %Ln receipts as they are now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardDialog</name>
    <message numerus="yes">
        <source>%Ln gap(s)</source>
        <translation>
            <numerusform>%Ln gap</numerusform>
            <numerusform>%Ln gaps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) without this date are in no month</source>
        <translation>
            <numerusform>%Ln receipt without this date is in no month</numerusform>
            <numerusform>%Ln receipts without this date are in no month</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vendor(s)</source>
        <translation>
            <numerusform>%Ln vendor</numerusform>
            <numerusform>%Ln vendors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vendor(s) copied</source>
        <translation>
            <numerusform>%Ln vendor copied</numerusform>
            <numerusform>%Ln vendors copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardModel</name>
    <message numerus="yes">
        <source>%Ln month(s) without a receipt</source>
        <translation>
            <numerusform>%Ln month without a receipt</numerusform>
            <numerusform>%Ln months without a receipt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s)</source>
        <translation>
            <numerusform>%Ln receipt</numerusform>
            <numerusform>%Ln receipts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without an amount</source>
        <translation>
            <numerusform>%Ln without an amount</numerusform>
            <numerusform>%Ln without an amount</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{counted} of %Ln receipt(s)</source>
        <translation>
            <numerusform>{counted} of %Ln receipt</numerusform>
            <numerusform>{counted} of %Ln receipts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message numerus="yes">
        <source>%Ln left out, some for more than one reason:</source>
        <translation>
            <numerusform>%Ln left out, for more than one reason:</numerusform>
            <numerusform>%Ln left out, some for more than one reason:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out:</source>
        <translation>
            <numerusform>%Ln left out:</numerusform>
            <numerusform>%Ln left out:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decide these %Ln as well</source>
        <translation>
            <numerusform>Decide this one as well</numerusform>
            <numerusform>Decide these %Ln as well</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Each of these %Ln receipt(s) needs a look of its own.</source>
        <translation>
            <numerusform>This %Ln receipt needs a look of its own.</numerusform>
            <numerusform>Each of these %Ln receipts needs a look of its own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>List the %Ln left out</source>
        <translation>
            <numerusform>List the %Ln left out</numerusform>
            <numerusform>List the %Ln left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of these %Ln receipt(s) is approved together with others.</source>
        <translation>
            <numerusform>This receipt is not approved together with others.</numerusform>
            <numerusform>None of these %Ln receipts is approved together with others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{decision} of %Ln receipt(s)?</source>
        <translation>
            <numerusform>{decision} of %Ln receipt?</numerusform>
            <numerusform>{decision} of %Ln receipts?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallActions</name>
    <message numerus="yes">
        <source>Keep the recordings of %Ln call(s) on this computer</source>
        <translation>
            <numerusform>Keep the recording of %Ln call on this computer</numerusform>
            <numerusform>Keep the recordings of %Ln calls on this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln call(s) as reviewed</source>
        <translation>
            <numerusform>Mark %Ln call as reviewed</numerusform>
            <numerusform>Mark %Ln calls as reviewed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pin %Ln call(s) to this computer</source>
        <translation>
            <numerusform>Pin %Ln call to this computer</numerusform>
            <numerusform>Pin %Ln calls to this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove the recordings of %Ln call(s) from this computer</source>
        <translation>
            <numerusform>Remove the recording of %Ln call from this computer</numerusform>
            <numerusform>Remove the recordings of %Ln calls from this computer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallExportWords</name>
    <message numerus="yes">
        <source>%Ln call(s) have no recording.</source>
        <translation>
            <numerusform>%Ln call has no recording.</numerusform>
            <numerusform>%Ln calls have no recording.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) went from the list meanwhile, and are not in it.</source>
        <translation>
            <numerusform>%Ln call went from the list meanwhile, and is not in it.</numerusform>
            <numerusform>%Ln calls went from the list meanwhile, and are not in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s)</source>
        <translation>
            <numerusform>%Ln recording</numerusform>
            <numerusform>%Ln recordings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln transcript(s)</source>
        <translation>
            <numerusform>%Ln transcript</numerusform>
            <numerusform>%Ln transcripts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An export of %Ln call(s) was interrupted: {percent} of it is done.</source>
        <translation>
            <numerusform>An export of %Ln call was interrupted: {percent} of it is done.</numerusform>
            <numerusform>An export of %Ln calls was interrupted: {percent} of it is done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exporting %Ln call(s)</source>
        <translation>
            <numerusform>Exporting %Ln call</numerusform>
            <numerusform>Exporting %Ln calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The export of %Ln call(s) is paused: {percent}</source>
        <translation>
            <numerusform>The export of %Ln call is paused: {percent}</numerusform>
            <numerusform>The export of %Ln calls is paused: {percent}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names}; and %Ln more</source>
        <translation>
            <numerusform>{names}; and %Ln more</numerusform>
            <numerusform>{names}; and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{sentence} These are: {names}.</source>
        <translation>
            <numerusform>{sentence} It is: {names}.</numerusform>
            <numerusform>{sentence} These are: {names}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallMarking</name>
    <message numerus="yes">
        <source>%Ln call(s) marked as not reviewed.</source>
        <translation>
            <numerusform>%Ln call marked as not reviewed.</numerusform>
            <numerusform>%Ln calls marked as not reviewed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) marked as reviewed.</source>
        <translation>
            <numerusform>%Ln call marked as reviewed.</numerusform>
            <numerusform>%Ln calls marked as reviewed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) not pinned any more.</source>
        <translation>
            <numerusform>%Ln call not pinned any more.</numerusform>
            <numerusform>%Ln calls not pinned any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) pinned: what is kept of them stays on this computer.</source>
        <translation>
            <numerusform>%Ln call pinned: what is kept of it stays on this computer.</numerusform>
            <numerusform>%Ln calls pinned: what is kept of them stays on this computer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallRecordings</name>
    <message numerus="yes">
        <source>%Ln of the selected recordings is not on this computer and left out.</source>
        <translation>
            <numerusform>%Ln of the selected recordings is not on this computer and left out.</numerusform>
            <numerusform>%Ln of the selected recordings are not on this computer and left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n recording(s) can be dragged out at once.</source>
        <translation>
            <numerusform>At most one recording can be dragged out at once.</numerusform>
            <numerusform>At most %n recordings can be dragged out at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallsFilterBar</name>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln call</numerusform>
            <numerusform>%Ln calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallsFoot</name>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln call</numerusform>
            <numerusform>%Ln calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln kept here</source>
        <translation>
            <numerusform>%Ln kept here</numerusform>
            <numerusform>%Ln kept here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost soon</source>
        <translation>
            <numerusform>%Ln lost soon</numerusform>
            <numerusform>%Ln lost soon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln selected</source>
        <translation>
            <numerusform>Export %Ln selected</numerusform>
            <numerusform>Export %Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln to ZIP</source>
        <translation>
            <numerusform>Export %Ln to ZIP</numerusform>
            <numerusform>Export %Ln to ZIP</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep these %Ln…</source>
        <translation>
            <numerusform>Keep this one…</numerusform>
            <numerusform>Keep these %Ln…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CancelledDownloads</name>
    <message numerus="yes">
        <source>%Ln download(s) cancelled.</source>
        <translation>
            <numerusform>%Ln download cancelled.</numerusform>
            <numerusform>%Ln downloads cancelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) will not be kept by themselves any more.</source>
        <translation>
            <numerusform>%Ln recording will not be kept by itself any more.</numerusform>
            <numerusform>%Ln recordings will not be kept by themselves any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message numerus="yes">
        <source>%Ln of them shown</source>
        <translation>
            <numerusform>%Ln of them shown</numerusform>
            <numerusform>%Ln of them shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) that may be one: {same}</source>
        <translation>
            <numerusform>%Ln receipt: {same}</numerusform>
            <numerusform>%Ln receipts that may be one: {same}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConnectionReport</name>
    <message numerus="yes">
        <source>The server counts %Ln more call(s) than it shows. They are looked for again within the hour.</source>
        <translation>
            <numerusform>The server counts %Ln more call than it shows. It is looked for again within the hour.</numerusform>
            <numerusform>The server counts %Ln more calls than it shows. They are looked for again within the hour.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server counts %Ln more receipt(s) than it shows. They are looked for again within the hour.</source>
        <translation>
            <numerusform>The server counts %Ln more receipt than it shows. It is looked for again within the hour.</numerusform>
            <numerusform>The server counts %Ln more receipts than it shows. They are looked for again within the hour.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message numerus="yes">
        <source>%Ln more not named here: missing.csv in the ZIP has all.</source>
        <translation>
            <numerusform>%Ln more not named here: missing.csv in the ZIP has all.</numerusform>
            <numerusform>%Ln more not named here: missing.csv in the ZIP has all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server counts %Ln more call(s) than it shows.</source>
        <translation>
            <numerusform>The server counts %Ln more call than it shows.</numerusform>
            <numerusform>The server counts %Ln more calls than it shows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server counts %Ln more receipt(s) than it shows.</source>
        <translation>
            <numerusform>The server counts %Ln more receipt than it shows.</numerusform>
            <numerusform>The server counts %Ln more receipts than it shows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DecisionHistory</name>
    <message numerus="yes">
        <source>%Ln receipt(s) had been decided otherwise by somebody else.</source>
        <translation>
            <numerusform>%Ln receipt had been decided otherwise by somebody else.</numerusform>
            <numerusform>%Ln receipts had been decided otherwise by somebody else.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is over is kept for %Ln day(s), {count} decisions at most.</source>
        <translation>
            <numerusform>What is over is kept for one day, {count} decisions at most.</numerusform>
            <numerusform>What is over is kept for %Ln days, {count} decisions at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentPrinting</name>
    <message numerus="yes">
        <source>%Ln page(s) went to the printer.</source>
        <translation>
            <numerusform>%Ln page went to the printer.</numerusform>
            <numerusform>%Ln pages went to the printer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoubtWords</name>
    <message numerus="yes">
        <source>%Ln are approved already, and would be changed.</source>
        <translation>
            <numerusform>%Ln is approved already, and would be changed.</numerusform>
            <numerusform>%Ln are approved already, and would be changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are no receipts by a decision, and would be changed.</source>
        <translation>
            <numerusform>%Ln is marked as not a receipt already, and would be changed.</numerusform>
            <numerusform>%Ln are marked as not a receipt already, and would be changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are rejected already, and would be changed.</source>
        <translation>
            <numerusform>%Ln is rejected already, and would be changed.</numerusform>
            <numerusform>%Ln are rejected already, and would be changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln incomplete: what is decided about it could not be undone</source>
        <translation>
            <numerusform>%Ln incomplete: what is decided about it could not be undone</numerusform>
            <numerusform>%Ln incomplete: what is decided about them could not be undone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out: rejected, or not a receipt. To approve them, put them back to review first.</source>
        <translation>
            <numerusform>%Ln left out: rejected, or not a receipt. To approve it, put it back to review first.</numerusform>
            <numerusform>%Ln left out: rejected, or not a receipt. To approve them, put them back to review first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) are that already.</source>
        <translation>
            <numerusform>%Ln receipt is that already.</numerusform>
            <numerusform>%Ln receipts are that already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln similar receipt(s): {same}</source>
        <translation>
            <numerusform>%Ln similar receipt: {same}</numerusform>
            <numerusform>%Ln similar receipts: {same}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suspected duplicate(s)</source>
        <translation>
            <numerusform>%Ln suspected duplicate</numerusform>
            <numerusform>%Ln suspected duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln that need(s) an allocation number</source>
        <translation>
            <numerusform>%Ln that needs an allocation number</numerusform>
            <numerusform>%Ln that need an allocation number</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln that the server could not give</source>
        <translation>
            <numerusform>%Ln that the server could not give</numerusform>
            <numerusform>%Ln that the server could not give</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a confidence under {percent}, or without one</source>
        <translation>
            <numerusform>%Ln with a confidence under {percent}, or without one</numerusform>
            <numerusform>%Ln with a confidence under {percent}, or without one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a recognised amount</source>
        <translation>
            <numerusform>%Ln without a recognised amount</numerusform>
            <numerusform>%Ln without a recognised amount</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It can be undone as one step, but for %Ln incomplete one(s): only the server can make them that.</source>
        <translation>
            <numerusform>It can be undone as one step, but for %Ln incomplete one: only the server can make it that.</numerusform>
            <numerusform>It can be undone as one step, but for %Ln incomplete ones: only the server can make them that.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DownloadsHead</name>
    <message numerus="yes">
        <source>%Ln need(s) a decision</source>
        <translation>
            <numerusform>%Ln needs a decision</numerusform>
            <numerusform>%Ln need a decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel all %Ln</source>
        <translation>
            <numerusform>Cancel the download</numerusform>
            <numerusform>Cancel all %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel the %Ln waiting</source>
        <translation>
            <numerusform>Cancel the one waiting</numerusform>
            <numerusform>Cancel the %Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try %Ln again</source>
        <translation>
            <numerusform>Try %Ln again</numerusform>
            <numerusform>Try %Ln again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EarlierExports</name>
    <message numerus="yes">
        <source>%Ln file(s) missing</source>
        <translation>
            <numerusform>%Ln file missing</numerusform>
            <numerusform>%Ln files missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) missing</source>
        <translation>
            <numerusform>%Ln receipt missing</numerusform>
            <numerusform>%Ln receipts missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try the %Ln missing again</source>
        <translation>
            <numerusform>Try the missing one again</numerusform>
            <numerusform>Try the %Ln missing again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message numerus="yes">
        <source>The server is busy and asks to wait %n second(s).</source>
        <translation>
            <numerusform>The server is busy and asks to wait %n second.</numerusform>
            <numerusform>The server is busy and asks to wait %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportButtons</name>
    <message numerus="yes">
        <source>Export %Ln selected</source>
        <translation>
            <numerusform>Export %Ln selected</numerusform>
            <numerusform>Export %Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln to ZIP</source>
        <translation>
            <numerusform>Export %Ln to ZIP</numerusform>
            <numerusform>Export %Ln to ZIP</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are written already.</source>
        <translation>
            <numerusform>%Ln file is written already.</numerusform>
            <numerusform>%Ln files are written already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exporting %Ln receipt(s)</source>
        <translation>
            <numerusform>Exporting %Ln receipt</numerusform>
            <numerusform>Exporting %Ln receipts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportResultDialog</name>
    <message numerus="yes">
        <source>%Ln more not listed here: missing.csv in the ZIP has all.</source>
        <translation>
            <numerusform>%Ln more not listed here: missing.csv in the ZIP has all.</numerusform>
            <numerusform>%Ln more not listed here: missing.csv in the ZIP has all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more receipt(s) not listed here.</source>
        <translation>
            <numerusform>%Ln more receipt not listed here.</numerusform>
            <numerusform>%Ln more receipts not listed here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without an amount</source>
        <translation>
            <numerusform>%Ln without an amount</numerusform>
            <numerusform>%Ln without an amount</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try the %Ln missing again</source>
        <translation>
            <numerusform>Try the missing file again</numerusform>
            <numerusform>Try the %Ln missing again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s)</source>
        <translation>
            <numerusform>%Ln receipt</numerusform>
            <numerusform>%Ln receipts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) have no preview on the server.</source>
        <translation>
            <numerusform>%Ln receipt has no preview on the server.</numerusform>
            <numerusform>%Ln receipts have no preview on the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) went from the list meanwhile, and are not in it.</source>
        <translation>
            <numerusform>%Ln receipt went from the list meanwhile, and is not in it.</numerusform>
            <numerusform>%Ln receipts went from the list meanwhile, and are not in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) were changed on the server since the list was fetched.</source>
        <translation>
            <numerusform>%Ln receipt was changed on the server since the list was fetched.</numerusform>
            <numerusform>%Ln receipts were changed on the server since the list was fetched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export finished, %Ln file(s) missing</source>
        <translation>
            <numerusform>Export finished, %Ln file is missing</numerusform>
            <numerusform>Export finished, %Ln files are missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The batch cannot be the same byte for byte: %Ln file(s) are not here as they were.</source>
        <translation>
            <numerusform>The batch cannot be the same byte for byte: %Ln file is not here as it was.</numerusform>
            <numerusform>The batch cannot be the same byte for byte: %Ln files are not here as they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln file(s)</source>
        <translation>
            <numerusform>{done} of %Ln file</numerusform>
            <numerusform>{done} of %Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileHanding</name>
    <message numerus="yes">
        <source>%Ln file(s) are not on this computer yet, and were left out.</source>
        <translation>
            <numerusform>%Ln file is not on this computer yet, and was left out.</numerusform>
            <numerusform>%Ln files are not on this computer yet, and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) copied: paste them where they are wanted.</source>
        <translation>
            <numerusform>%Ln file copied: paste it where it is wanted.</numerusform>
            <numerusform>%Ln files copied: paste them where they are wanted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln file(s) can be taken at once. Download them instead.</source>
        <translation>
            <numerusform>At most %Ln file can be taken at once. Download them instead.</numerusform>
            <numerusform>At most %Ln files can be taken at once. Download them instead.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindLines</name>
    <message numerus="yes">
        <source>Show all %Ln call(s)</source>
        <translation>
            <numerusform>Show the call</numerusform>
            <numerusform>Show all %Ln calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %Ln receipt(s)</source>
        <translation>
            <numerusform>Show the receipt</numerusform>
            <numerusform>Show all %Ln receipts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeepingWords</name>
    <message numerus="yes">
        <source>%Ln being played</source>
        <translation>
            <numerusform>%Ln being played</numerusform>
            <numerusform>%Ln being played</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not reviewed</source>
        <translation>
            <numerusform>%Ln not reviewed</numerusform>
            <numerusform>%Ln not reviewed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln only on this computer</source>
        <translation>
            <numerusform>%Ln only on this computer</numerusform>
            <numerusform>%Ln only on this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pinned</source>
        <translation>
            <numerusform>%Ln pinned</numerusform>
            <numerusform>%Ln pinned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) were deleted from the server between {first} and {last} before they could be kept.</source>
        <translation>
            <numerusform>%Ln recording was deleted from the server between {first} and {last} before it could be kept.</numerusform>
            <numerusform>%Ln recordings were deleted from the server between {first} and {last} before they could be kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) were deleted from the server on {day} before they could be kept.</source>
        <translation>
            <numerusform>%Ln recording was deleted from the server on {day} before it could be kept.</numerusform>
            <numerusform>%Ln recordings were deleted from the server on {day} before they could be kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a note or a bookmark</source>
        <translation>
            <numerusform>%Ln with a note or a bookmark</numerusform>
            <numerusform>%Ln with a note or a bookmark</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeptSpace</name>
    <message numerus="yes">
        <source>%Ln reviewed recording(s) were removed from this computer: {size}.</source>
        <translation>
            <numerusform>%Ln reviewed recording was removed from this computer: {size}.</numerusform>
            <numerusform>%Ln reviewed recordings were removed from this computer: {size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln recording(s)</source>
        <translation>
            <numerusform>Remove %Ln recording</numerusform>
            <numerusform>Remove %Ln recordings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln reviewed recording(s) from this computer?</source>
        <translation>
            <numerusform>Remove %Ln reviewed recording from this computer?</numerusform>
            <numerusform>Remove %Ln reviewed recordings from this computer?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListPrinting</name>
    <message numerus="yes">
        <source>%Ln page(s) went to the printer.</source>
        <translation>
            <numerusform>%Ln page went to the printer.</numerusform>
            <numerusform>%Ln pages went to the printer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LostSoonReport</name>
    <message numerus="yes">
        <source>%Ln recording(s) will be lost within 2 days</source>
        <translation>
            <numerusform>%Ln recording will be lost within 2 days</numerusform>
            <numerusform>%Ln recordings will be lost within 2 days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeWords</name>
    <message numerus="yes">
        <source>%Ln page(s)</source>
        <translation>
            <numerusform>%Ln page</numerusform>
            <numerusform>%Ln pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) are not in it; its last page says why.</source>
        <translation>
            <numerusform>%Ln receipt is not in it; the last page says why.</numerusform>
            <numerusform>%Ln receipts are not in it; the last pages say why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) that are not in this file</source>
        <translation>
            <numerusform>%Ln receipt that is not in this file</numerusform>
            <numerusform>%Ln receipts that are not in this file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln receipt(s) the pages are pictures, in which no words are found.</source>
        <translation>
            <numerusform>The pages of %Ln receipt are pictures, in which no words are found.</numerusform>
            <numerusform>The pages of %Ln receipts are pictures, in which no words are found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Putting {done} of %Ln receipt(s) into one PDF…</source>
        <translation>
            <numerusform>{done} of %Ln receipt is in the PDF…</numerusform>
            <numerusform>{done} of %Ln receipts are in the PDF…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NamesSettings</name>
    <message numerus="yes">
        <source>Words of its own may have %Ln letter(s) in all.</source>
        <translation>
            <numerusform>Words of its own may have %Ln letter in all.</numerusform>
            <numerusform>Words of its own may have %Ln letters in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoReceipts</name>
    <message numerus="yes">
        <source>None of the %Ln receipt(s) waits for a decision here.</source>
        <translation>
            <numerusform>The only receipt here waits for no decision.</numerusform>
            <numerusform>None of the %Ln receipts waits for a decision here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteWords</name>
    <message numerus="yes">
        <source>%Ln answer(s) about receipts</source>
        <translation>
            <numerusform>%Ln answer about receipts</numerusform>
            <numerusform>%Ln answers about receipts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bookmark(s)</source>
        <translation>
            <numerusform>%Ln bookmark</numerusform>
            <numerusform>%Ln bookmarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) reviewed or pinned</source>
        <translation>
            <numerusform>%Ln call reviewed or pinned</numerusform>
            <numerusform>%Ln calls reviewed or pinned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) on receipts</source>
        <translation>
            <numerusform>%Ln decision on a receipt</numerusform>
            <numerusform>%Ln decisions on receipts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln earlier export(s)</source>
        <translation>
            <numerusform>%Ln earlier export</numerusform>
            <numerusform>%Ln earlier exports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln note(s)</source>
        <translation>
            <numerusform>%Ln note</numerusform>
            <numerusform>%Ln notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) only on this computer</source>
        <translation>
            <numerusform>%Ln row only on this computer</numerusform>
            <numerusform>%Ln rows only on this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln saved view(s)</source>
        <translation>
            <numerusform>%Ln saved view</numerusform>
            <numerusform>%Ln saved views</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) on receipts</source>
        <translation>
            <numerusform>%Ln tag on a receipt</numerusform>
            <numerusform>%Ln tags on receipts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlayFlow</name>
    <message numerus="yes">
        <source>%Ln recording(s) of this sequence were left out.</source>
        <translation>
            <numerusform>%Ln recording of this sequence was left out.</numerusform>
            <numerusform>%Ln recordings of this sequence were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlayerActions</name>
    <message numerus="yes">
        <source>Back %n second(s)</source>
        <translation>
            <numerusform>Back %n second</numerusform>
            <numerusform>Back %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Forward %n second(s)</source>
        <translation>
            <numerusform>Forward %n second</numerusform>
            <numerusform>Forward %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlayingSettings</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueReport</name>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln under way</source>
        <translation>
            <numerusform>%Ln under way</numerusform>
            <numerusform>%Ln under way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RareFilters</name>
    <message numerus="yes">
        <source>The %Ln left out</source>
        <translation>
            <numerusform>The one left out</numerusform>
            <numerusform>The %Ln left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptActions</name>
    <message numerus="yes">
        <source>Export %Ln receipt(s) to one ZIP file</source>
        <translation>
            <numerusform>Export %Ln receipt to one ZIP file</numerusform>
            <numerusform>Export %Ln receipts to one ZIP file</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptDecisions</name>
    <message numerus="yes">
        <source>%Ln decision(s) came too late: the server has the receipt no longer.</source>
        <translation>
            <numerusform>%Ln decision came too late: the server has the receipt no longer.</numerusform>
            <numerusform>%Ln decisions came too late: the server has the receipts no longer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) not taken by the server</source>
        <translation>
            <numerusform>1 decision not taken by the server</numerusform>
            <numerusform>%Ln decisions not taken by the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) to choose</source>
        <translation>
            <numerusform>%Ln decision to choose</numerusform>
            <numerusform>%Ln decisions to choose</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) undone: the server did not take them.</source>
        <translation>
            <numerusform>%Ln decision undone: the server did not take it.</numerusform>
            <numerusform>%Ln decisions undone: the server did not take them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) undone: you are not allowed to decide about receipts.</source>
        <translation>
            <numerusform>%Ln decision undone: you are not allowed to decide about receipts.</numerusform>
            <numerusform>%Ln decisions undone: you are not allowed to decide about receipts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s) wait for the server</source>
        <translation>
            <numerusform>%Ln decision waits for the server</numerusform>
            <numerusform>%Ln decisions wait for the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marked as not a receipt.</source>
        <translation>
            <numerusform>%Ln marked as not a receipt.</numerusform>
            <numerusform>%Ln marked as not a receipt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them were incomplete: that cannot be undone once the server has it.</source>
        <translation>
            <numerusform>%Ln of them was incomplete: that cannot be undone once the server has it.</numerusform>
            <numerusform>%Ln of them were incomplete: that cannot be undone once the server has it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them were incomplete: that cannot be undone.</source>
        <translation>
            <numerusform>%Ln of them was incomplete: that cannot be undone.</numerusform>
            <numerusform>%Ln of them were incomplete: that cannot be undone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) approved.</source>
        <translation>
            <numerusform>%Ln receipt approved.</numerusform>
            <numerusform>%Ln receipts approved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) back to review.</source>
        <translation>
            <numerusform>%Ln receipt back to review.</numerusform>
            <numerusform>%Ln receipts back to review.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) had been decided otherwise by somebody else. Choose which decision counts.</source>
        <translation>
            <numerusform>%Ln receipt had been decided otherwise by somebody else. Choose which decision counts.</numerusform>
            <numerusform>%Ln receipts had been decided otherwise by somebody else. Choose which decision counts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) left out: only the server can say that of them.</source>
        <translation>
            <numerusform>%Ln receipt left out: only the server can say that of it.</numerusform>
            <numerusform>%Ln receipts left out: only the server can say that of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) not decided.</source>
        <translation>
            <numerusform>%Ln receipt not decided.</numerusform>
            <numerusform>%Ln receipts not decided.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) rejected.</source>
        <translation>
            <numerusform>%Ln receipt rejected.</numerusform>
            <numerusform>%Ln receipts rejected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not undone for %Ln receipt(s).</source>
        <translation>
            <numerusform>Not undone for %Ln receipt.</numerusform>
            <numerusform>Not undone for %Ln receipts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server did not take %Ln of them yet.</source>
        <translation>
            <numerusform>The server did not take %Ln of them yet.</numerusform>
            <numerusform>The server did not take %Ln of them yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undone for %Ln receipt(s).</source>
        <translation>
            <numerusform>Undone for %Ln receipt.</numerusform>
            <numerusform>Undone for %Ln receipts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptDownloads</name>
    <message numerus="yes">
        <source>%Ln file(s) saved to {folder}</source>
        <translation>
            <numerusform>%Ln file saved to {folder}</numerusform>
            <numerusform>%Ln files saved to {folder}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptExport</name>
    <message numerus="yes">
        <source>An export of %Ln receipt(s) was interrupted: {percent} of it is done.</source>
        <translation>
            <numerusform>An export of one receipt was interrupted: {percent} of it is done.</numerusform>
            <numerusform>An export of %Ln receipts was interrupted: {percent} of it is done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exporting %Ln receipt(s): {percent}</source>
        <translation>
            <numerusform>Exporting %Ln receipt: {percent}</numerusform>
            <numerusform>Exporting %Ln receipts: {percent}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The export of %Ln receipt(s) is paused: {percent}</source>
        <translation>
            <numerusform>The export of one receipt is paused: {percent}</numerusform>
            <numerusform>The export of %Ln receipts is paused: {percent}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptWords</name>
    <message numerus="yes">
        <source>%Ln receipt(s) left out: only on this computer, not on the server.</source>
        <translation>
            <numerusform>%Ln receipt left out: only on this computer, not on the server.</numerusform>
            <numerusform>%Ln receipts left out: only on this computer, not on the server.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptsFoot</name>
    <message numerus="yes">
        <source>%Ln approved</source>
        <translation>
            <numerusform>%Ln approved</numerusform>
            <numerusform>%Ln approved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other</source>
        <translation>
            <numerusform>%Ln other</numerusform>
            <numerusform>%Ln other</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s)</source>
        <translation>
            <numerusform>%Ln receipt</numerusform>
            <numerusform>%Ln receipts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to review</source>
        <translation>
            <numerusform>%Ln to review</numerusform>
            <numerusform>%Ln to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without an amount</source>
        <translation>
            <numerusform>%Ln without an amount</numerusform>
            <numerusform>%Ln without an amount</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptsPrinting</name>
    <message numerus="yes">
        <source>%Ln selected receipt(s)</source>
        <translation>
            <numerusform>%Ln selected receipt</numerusform>
            <numerusform>%Ln selected receipts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordCommands</name>
    <message numerus="yes">
        <source>Select all %Ln row(s)</source>
        <translation>
            <numerusform>Select the row</numerusform>
            <numerusform>Select all %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordingKeeper</name>
    <message numerus="yes">
        <source>%Ln call(s) have no recording.</source>
        <translation>
            <numerusform>%Ln call has no recording.</numerusform>
            <numerusform>%Ln calls have no recording.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) are no longer on the server.</source>
        <translation>
            <numerusform>%Ln recording is no longer on the server.</numerusform>
            <numerusform>%Ln recordings are no longer on the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) are on this computer already.</source>
        <translation>
            <numerusform>%Ln recording is on this computer already.</numerusform>
            <numerusform>%Ln recordings are on this computer already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) will be kept on this computer.</source>
        <translation>
            <numerusform>%Ln recording will be kept on this computer.</numerusform>
            <numerusform>%Ln recordings will be kept on this computer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordingRemoval</name>
    <message numerus="yes">
        <source>%Ln could not be removed: another program has it open.</source>
        <translation>
            <numerusform>%Ln could not be removed: another program has it open.</numerusform>
            <numerusform>%Ln could not be removed: another program has them open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them is pinned to this computer.</source>
        <translation>
            <numerusform>%Ln of them is pinned to this computer.</numerusform>
            <numerusform>%Ln of them are pinned to this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them will most likely be lost for good.</source>
        <translation>
            <numerusform>%Ln of them will most likely be lost for good.</numerusform>
            <numerusform>%Ln of them will most likely be lost for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) were removed from this computer: {size} freed.</source>
        <translation>
            <numerusform>%Ln recording was removed from this computer: {size} freed.</numerusform>
            <numerusform>%Ln recordings were removed from this computer: {size} freed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln recording(s)</source>
        <translation>
            <numerusform>Remove %Ln recording</numerusform>
            <numerusform>Remove %Ln recordings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln recording(s) from this computer?</source>
        <translation>
            <numerusform>Remove %Ln recording from this computer?</numerusform>
            <numerusform>Remove %Ln recordings from this computer?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server deletes %Ln of them within two days.</source>
        <translation>
            <numerusform>The server deletes %Ln of them within two days.</numerusform>
            <numerusform>The server deletes %Ln of them within two days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordingsSettings</name>
    <message numerus="yes">
        <source>%n days after they were needed last</source>
        <translation>
            <numerusform>%n day after they were needed last</numerusform>
            <numerusform>%n days after they were needed last</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SavingWords</name>
    <message numerus="yes">
        <source>%Ln missing: {reason}</source>
        <translation>
            <numerusform>%Ln missing: {reason}</numerusform>
            <numerusform>%Ln missing: {reason}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) have no preview at all.</source>
        <translation>
            <numerusform>%Ln receipt has no preview at all.</numerusform>
            <numerusform>%Ln receipts have no preview at all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s) have no source file at all.</source>
        <translation>
            <numerusform>%Ln receipt has no source file at all.</numerusform>
            <numerusform>%Ln receipts have no source file at all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagWords</name>
    <message numerus="yes">
        <source>Tagged %Ln receipt(s): {tags}</source>
        <translation>
            <numerusform>Tagged %Ln receipt: {tags}</numerusform>
            <numerusform>Tagged %Ln receipts: {tags}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken off %Ln receipt(s): {tags}</source>
        <translation>
            <numerusform>Taken off %Ln receipt: {tags}</numerusform>
            <numerusform>Taken off %Ln receipts: {tags}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TellingApart</name>
    <message numerus="yes">
        <source>Kept: %Ln receipt(s) are different ones.</source>
        <translation>
            <numerusform>Kept: the %Ln receipt is a different one.</numerusform>
            <numerusform>Kept: these %Ln receipts are different ones.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferWords</name>
    <message numerus="yes">
        <source>%Ln being prepared</source>
        <translation>
            <numerusform>%Ln being prepared</numerusform>
            <numerusform>%Ln being prepared</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln paused</source>
        <translation>
            <numerusform>%Ln paused</numerusform>
            <numerusform>%Ln paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting for room on this disk</source>
        <translation>
            <numerusform>%Ln waiting for room on this disk</numerusform>
            <numerusform>%Ln waiting for room on this disk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting for the server</source>
        <translation>
            <numerusform>%Ln waiting for the server</numerusform>
            <numerusform>%Ln waiting for the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting for the server&apos;s recording service</source>
        <translation>
            <numerusform>%Ln waiting for the server&apos;s recording service</numerusform>
            <numerusform>%Ln waiting for the server&apos;s recording service</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting for what the server was asked for before</source>
        <translation>
            <numerusform>%Ln waiting for what the server was asked for before</numerusform>
            <numerusform>%Ln waiting for what the server was asked for before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting, the server is busy</source>
        <translation>
            <numerusform>%Ln waiting, the server is busy</numerusform>
            <numerusform>%Ln waiting, the server is busy</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting, the server is busy with other recordings</source>
        <translation>
            <numerusform>%Ln waiting, the server is busy with other recordings</numerusform>
            <numerusform>%Ln waiting, the server is busy with other recordings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Downloads paused, %Ln waiting</source>
        <translation>
            <numerusform>Downloads paused, %Ln waiting</numerusform>
            <numerusform>Downloads paused, %Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{active} of {most} active, %Ln waiting</source>
        <translation>
            <numerusform>{active} of {most} active, %Ln waiting</numerusform>
            <numerusform>{active} of {most} active, %Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{others}, %Ln paused</source>
        <translation>
            <numerusform>{others}, %Ln paused</numerusform>
            <numerusform>{others}, %Ln paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{preparing} being prepared, %Ln waiting</source>
        <translation>
            <numerusform>{preparing} being prepared, %Ln waiting</numerusform>
            <numerusform>{preparing} being prepared, %Ln waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ViewsMenu</name>
    <message numerus="yes">
        <source>There are %Ln views already. Remove one first.</source>
        <translation>
            <numerusform>There is %Ln view already. Remove it first.</numerusform>
            <numerusform>There are %Ln views already. Remove one first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WholeList</name>
    <message numerus="yes">
        <source>%Ln could not be had.</source>
        <translation>
            <numerusform>%Ln could not be had.</numerusform>
            <numerusform>%Ln could not be had.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recording(s) of this list are on this computer now.</source>
        <translation>
            <numerusform>%Ln recording of this list is on this computer now.</numerusform>
            <numerusform>%Ln recordings of this list are on this computer now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep %Ln recording(s)</source>
        <translation>
            <numerusform>Keep %Ln recording</numerusform>
            <numerusform>Keep %Ln recordings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep all %Ln recording(s) of this list on this computer?</source>
        <translation>
            <numerusform>Keep the %Ln recording of this list on this computer?</numerusform>
            <numerusform>Keep all %Ln recordings of this list on this computer?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ZipCheckDialog</name>
    <message numerus="yes">
        <source>%Ln file(s) differ so far</source>
        <translation>
            <numerusform>%Ln file differs so far</numerusform>
            <numerusform>%Ln files differ so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more are not listed.</source>
        <translation>
            <numerusform>%Ln more is not listed.</numerusform>
            <numerusform>%Ln more are not listed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln receipt(s)</source>
        <translation>
            <numerusform>%Ln receipt</numerusform>
            <numerusform>%Ln receipts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ZipCheckWords</name>
    <message numerus="yes">
        <source>The ZIP is not what its manifest says: %Ln file(s) differ.</source>
        <translation>
            <numerusform>The ZIP is not what its manifest says: %Ln file differs.</numerusform>
            <numerusform>The ZIP is not what its manifest says: %Ln files differ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ZIP is what its manifest says: %Ln file(s), each checked by its SHA-256.</source>
        <translation>
            <numerusform>The ZIP is what its manifest says: %Ln file, checked by its SHA-256.</numerusform>
            <numerusform>The ZIP is what its manifest says: %Ln files, each checked by its SHA-256.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>When it was made, %Ln file(s) were missing.</source>
        <translation>
            <numerusform>When it was made, %Ln file was missing.</numerusform>
            <numerusform>When it was made, %Ln files were missing.</numerusform>
        </translation>
    </message>
</context>
</TS>
