using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>What the study refuses is not lost: the log warns of it with its code and its words.</summary>
public sealed class ToldRefusalTests
{
    [Test]
    public async Task A_refused_order_stands_in_the_log_as_a_warning_with_code_and_text()
    {
        var said = new SaidLines();
        var (ordered, trader, tape) = await SimulatedTrader.OrderedAsync(said);
        await using var engine = ordered;
        using var study = trader;
        var entry = (await engine.InstrumentAsync("MES")).Order.Single();
        var counter = tape[^1].Counter + 1;
        await study.SendAsync(
            new StudyFrame
            {
                Epoch = 5,
                Counter = counter,
                OrderReport = new OrderReport
                {
                    CommandId = entry.CommandId,
                    Status = OrderStatus.Refused,
                    Role = OrderRole.Entry,
                    Code = "drift",
                    Reason = "the price went 9 ticks",
                    ObservedUnixUs = 1_688_047_200_000_000,
                },
            }
        );
        await study.AckedAsync(counter);
        var line = said.Warnings.Single(line => line.Contains("drift", StringComparison.Ordinal));
        Assert.That(line, Does.Contain(entry.CommandId).And.Contain("refused").And.Contain("the price went 9 ticks"));
    }
}
