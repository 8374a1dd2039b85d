using MiaIa.Engine.Host.Monitoring;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Monitoring;

public sealed class OptionMetricsTests
{
    [Test]
    public void An_age_in_market_time_is_absent_once_the_study_that_moves_it_has_gone()
    {
        var instrument = new InstrumentState
        {
            StudyAttached = true,
            State = new ConfluenceState
            {
                ObservedUnixUs = 9_000_000,
                Market = new MarketView
                {
                    Options = new OptionsView
                    {
                        BasisPoints = 30,
                        BasisAgeUs = 2_000_000,
                        FittedUnixUs = 4_000_000,
                    },
                },
            },
        };
        Assert.That((OptionMetrics.BasisAgeOf(instrument), OptionMetrics.FitAgeOf(instrument)), Is.EqualTo(((double?)2, (double?)5)));
        instrument.StudyAttached = false;
        Assert.That((OptionMetrics.BasisAgeOf(instrument), OptionMetrics.FitAgeOf(instrument)), Is.EqualTo(((double?)null, (double?)null)));
    }
}
