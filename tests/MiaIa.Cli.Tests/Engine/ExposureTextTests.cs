using MiaIa.Cli.Engine;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

public sealed class ExposureTextTests
{
    [Test]
    public void Each_way_to_add_the_chain_up_is_a_line()
    {
        var exposure = new OptionExposure
        {
            Index = "SPX",
            Scope =
            {
                new ExposureScope
                {
                    Name = "todays_volume",
                    NetUsd = -1.5e9,
                    GrossUsd = 4e9,
                    Level =
                    {
                        new ExposureLevel
                        {
                            Name = "call_wall",
                            Strike = 4_500,
                            RunnerUpStrike = 4_525,
                            RunnerUpRatio = 0.93,
                        },
                    },
                    CrossingPoints = { 4_410.25, 4_460 },
                    CumulativeFlipPoints = 4_400,
                },
                new ExposureScope { Name = "all" },
            },
        };
        Assert.That(
            ExposureText.Lines(exposure),
            Is.EqualTo([
                "exposure of SPX, todays_volume: net -1.50 of 4.00 bn $ per 1 %, call_wall 4500 (next 4525 at 0.93), "
                    + "net changes sign at 4410.3 and 4460.0, cumulative flip 4400",
                "exposure of SPX, all: net +0.00 of 0.00 bn $ per 1 %, net changes sign nowhere",
            ])
        );
    }

    [Test]
    public void Without_options_there_is_no_line() => Assert.That(ExposureText.Lines(null), Is.Empty);
}
