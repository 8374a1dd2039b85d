using MiaIa.Engine.Host;
using MiaIa.Engine.Host.Tests.Chains;
using MiaIa.Engine.Web.Tests.Browser;
using MiaIa.V1;

namespace MiaIa.Engine.Web.Tests.Gamma;

/// <summary>A made-up chain beside the played tape, so that it gets a basis and is fitted at each minute.</summary>
internal static class ChainBeside
{
    internal const double IndexPoints = 4390;

    /// <summary>Lists the chain and gives it values; without prints of the index it has no basis.</summary>
    internal static void List(EngineServer engine)
    {
        var at = MarketUnixUs(engine);
        Take(engine, MadeUpSpx.Listed());
        Take(engine, MadeUpSpx.Values(at, 1));
    }

    /// <summary>Plays on, with a print of the index each second and new values each minute.</summary>
    internal static async Task PlayAsync(EngineServer engine, PlayedTape tape, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            var at = MarketUnixUs(engine);
            Take(engine, MadeUpSpx.Print(Underlying.Spx, IndexPoints + (second % 3 * 0.01), at));
            if (second % 60 == 0)
                Take(engine, MadeUpSpx.Values(at, 1 + (uint)(second / 60)));
            await tape.PlayAsync(1);
        }
    }

    private static void Take(EngineServer engine, OptionInput input) => Assert.That(engine.Runner.Apply(input), Is.Null);

    private static long MarketUnixUs(EngineServer engine) => engine.Runner.Read(state => state.FindInstrument("MES")!.Core.Now.Micros);
}
