using MiaIa.Cli.Doctor;
using MiaIa.Cli.Engine;
using MiaIa.Cli.Running;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

/// <summary>A simulated Gateway's link is as live as a real one's: wherever the link is named, what its values are stands before it.</summary>
public sealed class IbkrTextTests
{
    [TestCase("SYNTHETIC")]
    [TestCase("REPLAY")]
    [TestCase("")]
    public void Every_place_that_names_the_link_names_the_label_of_its_values(string label)
    {
        var status = new EngineStatus
        {
            Ibkr = new IbkrState
            {
                Link = "Live",
                LinesHeld = 89,
                LinesLimit = 100,
                Label = label,
            },
        };
        var subscriptions = EngineChecks.Subscriptions(status.Ibkr);
        string[] said =
        [
            StatusText.Lines(status).Single(line => line.Contains("IBKR", StringComparison.Ordinal)),
            StateText.Lines(status).Single(line => line.Contains("IBKR", StringComparison.Ordinal)),
            ShortState.Of(status),
            subscriptions.Found,
        ];
        Assert.That(said, Has.All.Contains(label.Length > 0 ? $"[{label}] Live" : "Live"));
        Assert.That(
            subscriptions.Found,
            Does.EndWith(label.Length > 0 ? "89 of 100 lines. These values are not the market's." : "100 lines.")
        );
        status.Ibkr.Chain = "SPX streaming";
        Assert.That(EngineChecks.Subscriptions(status.Ibkr).Found, Does.Contain("89 of 100 lines. SPX streaming."));
        Assert.That(subscriptions.Verdict, Is.EqualTo(label.Length > 0 ? Verdict.Warn : Verdict.Ok));
        if (label.Length == 0)
            Assert.That(said, Has.None.Contains("["));
    }
}
