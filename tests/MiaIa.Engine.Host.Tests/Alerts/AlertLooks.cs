using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Alerts;

/// <summary>When an engine has looked at what there is to tell. It is halted: by when that was seen last, a look is known.</summary>
internal sealed class AlertLooks
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly V1.Alerts.AlertsClient _alerts;

    private AlertLooks(RunningEngine engine) => _alerts = new V1.Alerts.AlertsClient(engine.Channel);

    internal static async Task<AlertLooks> BeginAsync(RunningEngine engine)
    {
        await engine.Client.HaltAsync(new HaltRequest { By = "test", Reason = "only to look" });
        return new AlertLooks(engine);
    }

    /// <summary>Until all that was so before has been looked at, and what followed from it has been sent.</summary>
    internal async Task PassAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var newest = 0L;
        // The first look may have begun before; the second has not.
        for (var looks = 0; looks < 3; await Task.Delay(5, limit.Token))
        {
            var list = await _alerts.ListAsync(new ListAlertsRequest());
            var seen = list.Alert.FirstOrDefault(one => one.Code == "halted")?.LastSeenUnixMs ?? 0;
            looks += seen > newest ? 1 : 0;
            newest = Math.Max(newest, seen);
        }

        while ((await _alerts.ListAsync(new ListAlertsRequest())).Channel.Any(channel => channel.Waiting > 0))
            await Task.Delay(5, limit.Token);
    }
}
