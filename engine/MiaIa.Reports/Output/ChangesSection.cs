using MiaIa.Reports.Changes;
using MiaIa.Reports.Content;

namespace MiaIa.Reports.Output;

/// <summary>The month beside the one before, and what became of what was changed in the two.</summary>
internal static class ChangesSection
{
    internal static void Write(HtmlPage page, Report report)
    {
        page.Head(2, "This month beside the last");
        page.Say($"{report.Formulas["change"]}.", "soft");
        Compare(page, report.Months, "Last month", "This month");
        page.Head(2, "What became of the changes since last month began");
        if (report.Changes.Count == 0)
            page.Say("Nothing was changed: settings, rules and program are the same in every segment of the journal.");
        foreach (var change in report.Changes)
        {
            page.Head(3, change.AtUtc);
            page.Say($"From {change.From} to {change.To}.");
            page.Say(
                change.Differences is not { } differences ? "The values of one of the two were not kept."
                : differences.Count == 0 ? "No setting has another value: rules or program are other ones."
                : string.Join("; ", differences)
            );
            Compare(page, change.Books, "Before", "After");
        }
    }

    private static void Compare(HtmlPage page, IReadOnlyList<BeforeAfter> books, string before, string after)
    {
        if (books.Count == 0)
        {
            page.Say("Nothing was traded in either.");
            return;
        }

        page.Table(
            [
                "Book",
                "",
                "Trades",
                "Win rate [95 %]",
                "Coin",
                "Profit",
                "Mean [95 %]",
                "Profit factor [95 %]",
                "Drawdown",
                "Fees",
                "Change of the mean [95 %]",
            ],
            books.SelectMany(book => new[] { Row(book.Book, before, book.Before, ""), Row("", after, book.After, ChangeOf(book)) })
        );
    }

    private static string ChangeOf(BeforeAfter book) =>
        book.Difference.Value is null ? book.Verdict : $"{ReportText.Money(book.Difference)}: {book.Verdict}";

    private static HtmlCell[] Row(string book, string when, Performance part, string change) =>
        [
            book,
            new(when, "text"),
            ReportText.Count(part.Trades),
            ReportText.Of(part.WinRate),
            ReportText.Coin(part.WinRate),
            ReportText.Signed(part.ProfitCents),
            ReportText.Money(part.MeanCents),
            ReportText.Of(part.ProfitFactor),
            ReportText.Dollars(part.DrawdownCents),
            ReportText.Dollars(part.FeesCents),
            change,
        ];
}
