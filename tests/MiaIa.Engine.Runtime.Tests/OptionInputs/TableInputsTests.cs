using MiaIa.CboeFiles;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.V1;
using NodaTime;

namespace MiaIa.Engine.Runtime.Tests.OptionInputs;

/// <summary>A table in the words of the schema, with everything that may be missing in one.</summary>
public sealed class TableInputsTests
{
    private const double Spot = 5003.5;

    private static readonly LocalDate Friday = new(2024, 3, 15);
    private static readonly UnixNanos AsOf = NewYorkTime.At(Friday, new LocalTime(11, 0));

    [Test]
    public void Quotes_carry_the_tables_time_and_index()
    {
        var update = Inputs(Chain()).Single(input => input.Update is not null).Update;
        Assert.That((update.BaseUnixUs, update.Quotes.TableSpot), Is.EqualTo((AsOf.Micros, Spot)));
        Assert.That(update.Quotes.TimeOffsetUs, Is.Empty);
    }

    [Test]
    public void What_a_row_does_not_say_is_not_said_to_be_0()
    {
        var chain = Chain();
        chain.SetOpenInterest(0, 7, AsOf);
        chain.SetOpenInterest(3, 0, AsOf);
        chain.SetVolume(2, 5);
        chain.SetQuote(1, double.NaN, 2.5, AsOf, Spot);
        var inputs = Inputs(chain).ToList();
        var update = inputs.Single(input => input.Update is not null).Update;
        Assert.That(update.OpenInterest.Contract.Zip(update.OpenInterest.Lots), Is.EqualTo(new[] { (0u, 7u), (3u, 0u) }));
        Assert.That(update.Volume.Contract.Zip(update.Volume.Lots), Is.EqualTo(new[] { (2u, 5u) }));
        Assert.That((update.Quotes.Bid[1], update.Quotes.Ask[1], update.Volatilities.Annual[0]), Is.EqualTo((0.0, 2.5, 0.0)));
        AssertTaken(inputs);
    }

    [Test]
    public void A_table_without_any_open_interest_says_nothing_of_it()
    {
        var inputs = Inputs(Chain()).ToList();
        Assert.That(inputs.Single(input => input.Update is not null).Update, Has.Property("OpenInterest").Null.And.Property("Volume").Null);
        AssertTaken(inputs);
    }

    [Test]
    public void Refused_rows_reach_the_chain_of_the_core()
    {
        var inputs = Inputs(Chain(refusedRows: 3)).ToList();
        Assert.That(inputs[0].Listed.Expiry[0].RefusedRows, Is.EqualTo(3));
        AssertTaken(inputs);
        var core = new EngineCore(InstrumentOptions.Es);
        core.Process(new OptionInputEvents().Of(inputs[0], AsOf));
        Assert.That(core.Levels.Analytics!.Chain.Expiries[0].RefusedRows, Is.EqualTo(3));
    }

    private static void AssertTaken(IEnumerable<OptionInput> inputs)
    {
        var chains = new ListedChains();
        foreach (var input in inputs)
        {
            Assert.That(OptionRules.FirstBroken(input, chains), Is.Null);
            if (input.Listed is { } listed)
                chains.Apply(listed);
        }
    }

    private static IEnumerable<OptionInput> Inputs(OptionChain chain) =>
        TableInputs.From(new CboeTable("SPX", Spot, default, AsOf, chain, 2, 0, 0, []), Underlying.Spx, OptionSource.Replay);

    private static OptionChain Chain(int refusedRows = 0) =>
        new([new OptionListing("SPXW", Friday, OptionSettlement.From("SPXW", Friday), [5000, 5010], refusedRows)]);
}
