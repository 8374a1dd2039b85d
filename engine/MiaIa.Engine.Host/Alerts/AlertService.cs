using Grpc.Core;
using MiaIa.Alerts.Channels;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Alerts;

/// <summary>miaia.v1.Alerts on the wire.</summary>
internal sealed class AlertService(AlertWatch watch) : V1.Alerts.AlertsBase
{
    /// <inheritdoc/>
    public override Task<AlertList> List(ListAlertsRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        var alerts = watch.List();
        var open = alerts.Where(alert => alert.IsOpen).ToArray();
        var list = new AlertList
        {
            Open = (uint)open.Length,
            Unacknowledged = (uint)open.Count(alert => alert.AcknowledgedBy.Length == 0),
            Worst = open.Length == 0 ? Severity.Unspecified : (Severity)(int)open.Max(alert => alert.Severity),
        };
        list.Alert.AddRange((request.OnlyOpen ? open : alerts).Select(From));
        list.Channel.AddRange(watch.Channels.Select(From));
        return Task.FromResult(list);
    }

    /// <inheritdoc/>
    public override Task<AcknowledgeAlertReply> Acknowledge(AcknowledgeAlertRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        var by = TradingControlText.Clean(request.By);
        var count = watch.Acknowledge(request.Id, by.Length == 0 ? "somebody" : by);
        var text = count switch
        {
            0 => "nothing to acknowledge: it is over, or was acknowledged before",
            1 => "acknowledged",
            _ => $"{count} acknowledged",
        };
        return Task.FromResult(new AcknowledgeAlertReply { Acknowledged = (uint)count, Text = text });
    }

    /// <inheritdoc/>
    public override async Task<TestAlertsReply> Test(TestAlertsRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        if (!watch.TryBeginTest(out var wait))
            throw new RpcException(new Status(StatusCode.ResourceExhausted, TestBound.Text(wait)));
        var severity = (MiaIa.Alerts.AlertSeverity)(int)request.Severity;
        if (!Enum.IsDefined(severity))
            severity = MiaIa.Alerts.AlertSeverity.Information;
        var reply = new TestAlertsReply();
        reply.Result.Add(
            new AlertTestResult
            {
                Channel = "log",
                Sent = true,
                Text = "written",
            }
        );
        foreach (var (channel, failure) in await watch.TestAsync(severity, context.CancellationToken).ConfigureAwait(false))
        {
            reply.Result.Add(
                new AlertTestResult
                {
                    Channel = channel,
                    Sent = failure.Length == 0,
                    Text = failure.Length == 0 ? "taken" : failure,
                }
            );
        }

        return reply;
    }

    private static AlertView From(MiaIa.Alerts.Alert alert) =>
        new()
        {
            Id = alert.Id,
            Code = alert.Name,
            Subject = alert.Subject,
            Severity = (Severity)(int)alert.Severity,
            Text = alert.Text,
            SinceUnixMs = alert.Since.ToUnixTimeMilliseconds(),
            LastSeenUnixMs = alert.LastSeen.ToUnixTimeMilliseconds(),
            Count = (uint)alert.Count,
            ExpiresUnixMs = alert.ExpiresAt.ToUnixTimeMilliseconds(),
            AcknowledgedBy = alert.AcknowledgedBy,
            AcknowledgedUnixMs = alert.AcknowledgedAt?.ToUnixTimeMilliseconds() ?? 0,
            OverUnixMs = alert.OverAt?.ToUnixTimeMilliseconds() ?? 0,
            Resolved = alert.IsResolved,
        };

    private static AlertChannelState From(ChannelState channel) =>
        new()
        {
            Name = channel.Name,
            Sent = (ulong)channel.Sent,
            Failed = (ulong)channel.Failed,
            Dropped = (ulong)channel.Dropped,
            Waiting = (uint)channel.Waiting,
            LastFailure = channel.LastFailure,
        };
}
