using MiaIa.Engine.Runtime.Wording;
using MiaIa.Reports.Content;

namespace MiaIa.Reports.Output;

/// <summary>The threshold card, ghosts with the price of each gate, and what speaks against a setting.</summary>
internal static class CardSection
{
    internal static void Write(HtmlPage page, Report report)
    {
        page.Head(2, "Threshold card");
        page.Say(
            $"{Counted.Of(report.SignalsBorn, "signal")} {(report.SignalsBorn == 1 ? "was" : "were")} born. Ghosts: {report.Formulas["ghosts"]}. Break-even: {report.Formulas["break_even"]}.",
            "soft"
        );
        page.Table(
            ["Tier", "Limit of |C|", "Born", "Approved", "Ghosts won [95 %]", "Coin", "Mean [95 %]", "Break-even", "Verdict"],
            report.Thresholds.Select(line =>
                new HtmlCell[]
                {
                    $"{line.Instrument} {line.Tier}",
                    ReportText.Number(line.Limit),
                    ReportText.Count(line.Born),
                    ReportText.Of(line.Approved),
                    ReportText.Of(line.GhostWinRate),
                    ReportText.Coin(line.GhostWinRate),
                    ReportText.Money(line.GhostMeanCents),
                    ReportText.Percent(line.BreakEven),
                    line.Verdict,
                }
            )
        );
        page.Table(
            ["Rule of risk", "Refused [95 %]", "It alone [95 %]", "Standing"],
            report.Rules.Select(rule => new HtmlCell[] { rule.Code, ReportText.Of(rule.Refused), ReportText.Of(rule.Alone), rule.Standing })
        );
        var codes = string.Join(", ", report.RefusedByStudy.Select(refusal => $"{refusal.Code} {refusal.Count}"));
        page.Say($"Approved, then refused by the study or rejected: {(codes.Length > 0 ? codes : "none")}.");
        page.Head(3, "Ghosts and the price of each gate: below 0 = the gate has saved money");
        page.Table(
            ["Gate", "Won [95 %]", "Coin", "Mean [95 %]", "0 ticks", "1 tick", "2 ticks", "Alone", "Alone, 1 tick"],
            report.Gates.Select(gate =>
                new HtmlCell[]
                {
                    gate.Code,
                    ReportText.Of(gate.WinRate),
                    ReportText.Coin(gate.WinRate),
                    ReportText.Money(gate.MeanCents),
                    ReportText.Signed(gate.Cents0),
                    ReportText.Signed(gate.Cents1),
                    ReportText.Signed(gate.Cents2),
                    ReportText.Count(gate.Alone),
                    ReportText.Signed(gate.AloneCents),
                }
            )
        );
        if (report.Kind == "day")
            return;
        page.Head(2, "What speaks against a setting");
        page.Say(
            "Found in the days that it would be fitted to: nothing is changed by itself, and it has to hold in other days first.",
            "soft"
        );
        foreach (var suggestion in report.Suggestions)
            page.Say($"{suggestion.Setting}: {suggestion.Evidence}");
        if (report.Suggestions.Count == 0)
            page.Say("Nothing does with enough of a sample.");
    }
}
