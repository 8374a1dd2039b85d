using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

public sealed class LeftInPlaceTests
{
    [Test]
    public async Task A_stop_closes_nothing_and_says_what_goes_on_without_the_engine()
    {
        var heard = new SaidLines();
        await using (
            var engine = await RunningEngine.StartAsync(trading: new TradingSettings { Mode = Accounts.TradingMode.Sim }, heard: heard)
        )
        {
            using var study = engine.Study();
            var hello = SampleFrames.Hello();
            (hello.Hello.Mode, hello.Hello.TradeSimulationOn) = (TradingMode.Sim, true);
            await study.GreetAsync(hello);
            await study.SendAsync(SampleFrames.Fill());
            await study.AckedAsync(1);
            await engine.Server.StopAsync();
            Assert.That(
                study.Heard.Where(frame => frame.BodyCase is EngineFrame.BodyOneofCase.Flatten or EngineFrame.BodyOneofCase.CancelCommand),
                Is.Empty
            );
        }

        Assert.That(heard.All, Has.Some.Contains("our position of +1 stays open, 0 with a working stop and 0 with a target \"in Sierra"));
    }
}
