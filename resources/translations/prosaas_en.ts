<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>CallActions</name>
    <message numerus="yes">
        <source>Keep %n recording(s) on this computer</source>
        <translation>
            <numerusform>Keep %n recording on this computer</numerusform>
            <numerusform>Keep %n recordings on this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %n call(s) as reviewed</source>
        <translation>
            <numerusform>Mark %n call as reviewed</numerusform>
            <numerusform>Mark %n calls as reviewed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pin %n call(s) to this computer</source>
        <translation>
            <numerusform>Pin %n call to this computer</numerusform>
            <numerusform>Pin %n calls to this computer</numerusform>
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
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
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
</context>
<context>
    <name>ConnectionReport</name>
    <message numerus="yes">
        <source>The server counts %n more call(s) than it shows. They are looked for again within the hour.</source>
        <translation>
            <numerusform>The server counts %n more call than it shows. It is looked for again within the hour.</numerusform>
            <numerusform>The server counts %n more calls than it shows. They are looked for again within the hour.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server counts %n more receipt(s) than it shows. They are looked for again within the hour.</source>
        <translation>
            <numerusform>The server counts %n more receipt than it shows. It is looked for again within the hour.</numerusform>
            <numerusform>The server counts %n more receipts than it shows. They are looked for again within the hour.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message numerus="yes">
        <source>%n need(s) a decision</source>
        <translation>
            <numerusform>%n needs a decision</numerusform>
            <numerusform>%n need a decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel the %n waiting</source>
        <translation>
            <numerusform>Cancel the %n waiting</numerusform>
            <numerusform>Cancel the %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try %n again</source>
        <translation>
            <numerusform>Try %n again</numerusform>
            <numerusform>Try %n again</numerusform>
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
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
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
        <source>Export finished, %Ln file(s) missing</source>
        <translation>
            <numerusform>Export finished, %Ln file is missing</numerusform>
            <numerusform>Export finished, %Ln files are missing</numerusform>
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
        <source>%n recording(s) will be lost within 2 days</source>
        <translation>
            <numerusform>%n recording will be lost within 2 days</numerusform>
            <numerusform>%n recordings will be lost within 2 days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n under way</source>
        <translation>
            <numerusform>%n under way</numerusform>
            <numerusform>%n under way</numerusform>
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
        <source>%n bookmark(s)</source>
        <translation>
            <numerusform>%n bookmark</numerusform>
            <numerusform>%n bookmarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) reviewed or pinned</source>
        <translation>
            <numerusform>%n call reviewed or pinned</numerusform>
            <numerusform>%n calls reviewed or pinned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) only on this computer</source>
        <translation>
            <numerusform>%n row only on this computer</numerusform>
            <numerusform>%n rows only on this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saved view(s)</source>
        <translation>
            <numerusform>%n saved view</numerusform>
            <numerusform>%n saved views</numerusform>
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
        <source>%Ln marked as not a receipt.</source>
        <translation>
            <numerusform>%Ln marked as not a receipt.</numerusform>
            <numerusform>%Ln marked as not a receipt.</numerusform>
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
        <source>%Ln receipt(s) had been decided elsewhere and stay as they are.</source>
        <translation>
            <numerusform>%Ln receipt had been decided elsewhere and stays as it is.</numerusform>
            <numerusform>%Ln receipts had been decided elsewhere and stay as they are.</numerusform>
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
        <source>Exporting %Ln receipt(s): {percent}</source>
        <translation>
            <numerusform>Exporting %Ln receipt: {percent}</numerusform>
            <numerusform>Exporting %Ln receipts: {percent}</numerusform>
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
        <source>%n recording(s) will be kept on this computer.</source>
        <translation>
            <numerusform>%n recording will be kept on this computer.</numerusform>
            <numerusform>%n recordings will be kept on this computer.</numerusform>
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
</TS>
