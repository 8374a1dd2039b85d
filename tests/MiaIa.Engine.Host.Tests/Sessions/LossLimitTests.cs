using MiaIa.Engine.Accounts;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>The latch of the daily loss does not come from the limit of today's settings.</summary>
public sealed class LossLimitTests
{
    [Test]
    public async Task Fault_34_A_loss_limit_that_was_reached_is_held_by_a_start_whose_limit_was_not()
    {
        using var folder = new TemporaryFolder();
        await using (var engine = await RunningEngine.StartAsync(folder.FullName))
        {
            // Reached under the limit of then: nothing that a replay reads makes the limit of the next start be reached.
            engine.Server.Runner.Read(state =>
            {
                state.Account.HoldLossLimit(new DateOnly(2026, 6, 22));
                return true;
            });
            engine.Server.Runner.Tick();
        }

        for (var start = 0; start < 2; start++)
        {
            await using var after = await RunningEngine.StartAsync(folder.FullName);
            await after.Client.ResumeAsync(new ResumeRequest { By = "cli" });
            var account = after.Server.Runner.Read(state => (state.Account.Breaches, state.Account.LossDate));
            Assert.That(account, Is.EqualTo((TradingBreach.DailyLoss, new DateOnly(2026, 6, 22))));
        }
    }
}
