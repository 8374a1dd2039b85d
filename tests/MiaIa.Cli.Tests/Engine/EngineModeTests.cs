using MiaIa.Cli.Engine;
using MiaIa.Cli.Running;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

/// <summary>The mode is named before a study attaches, wherever an engine is shown.</summary>
public sealed class EngineModeTests
{
    private static readonly Uri Address = new("http://127.0.0.1:5");

    [TestCase(TradingMode.DryRun, "DRY-RUN")]
    [TestCase(TradingMode.Sim, "SIM")]
    [TestCase(TradingMode.Live, "LIVE")]
    [TestCase(TradingMode.Unspecified, "mode not known")]
    public void An_engine_without_a_study_is_shown_with_its_mode(TradingMode mode, string text)
    {
        var status = Status(mode);
        Assert.That(StatusText.Lines(status).First(), Is.EqualTo($"engine 0.1.0, {text}, up 0 h 00 min"));
        Assert.That(StateText.Lines(status).First(), Is.EqualTo($"engine 0.1.0, {text}, running"));
        Assert.That(ShortState.Of(status), Is.EqualTo($"{text}: waits for a study"));
    }

    [Test]
    public void An_engine_that_runs_in_another_mode_than_the_settings_say_is_told_in_one_line()
    {
        Assert.That(
            EngineMode.RunsAlready(Status(TradingMode.Live), Address, TradingMode.DryRun),
            Is.EqualTo(
                "runs already: 0.1.0 at http://127.0.0.1:5/, LIVE. "
                    + "ITS MODE IS NOT THAT OF THE SETTINGS HERE, DRY-RUN: it stays LIVE until it is started anew"
            )
        );
        foreach (var wanted in (TradingMode[])[TradingMode.Live, TradingMode.Unspecified])
        {
            Assert.That(
                EngineMode.RunsAlready(Status(TradingMode.Live), Address, wanted),
                Is.EqualTo("runs already: 0.1.0 at http://127.0.0.1:5/, LIVE")
            );
        }
    }

    private static EngineStatus Status(TradingMode mode) => new() { EngineVersion = "0.1.0", Mode = mode };
}
