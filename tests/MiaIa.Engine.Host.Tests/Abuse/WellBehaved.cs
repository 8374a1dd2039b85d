using System.Diagnostics;
using Grpc.Core;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Abuse;

/// <summary>Who uses the engine as it is meant while it is attacked: asks its state over a connection that stands, and over a new one each time.</summary>
internal sealed class WellBehaved(Uri engine)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan CallLimit = TimeSpan.FromMinutes(1);

    private readonly List<double> _standing = [];
    private readonly List<double> _anew = [];

    /// <summary>Calls that were not answered, and why.</summary>
    internal List<string> Failed { get; } = [];

    internal async Task AskUntilAsync(Task attack)
    {
        using var standing = TestAccess.Channel(engine);
        do
        {
            await AskAsync(standing, _standing);
            using var anew = TestAccess.Channel(engine, AccessRole.Watch);
            await AskAsync(anew, _anew);
            await Task.Delay(Pause);
        } while (!attack.IsCompleted);
        await attack;
    }

    /// <summary>How long answers took, in ms.</summary>
    internal string Figures => $"{Of(_standing)} | {Of(_anew)}";

    private async Task AskAsync(Grpc.Net.Client.GrpcChannel channel, List<double> times)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await new V1.Engine.EngineClient(channel).GetStateAsync(new GetStateRequest(), deadline: DateTime.UtcNow + CallLimit);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        catch (RpcException refused)
        {
            Failed.Add(refused.Status.ToString());
        }
    }

    private static string Of(List<double> times)
    {
        if (times.Count == 0)
            return "none";
        var sorted = times.Order().ToArray();
        return FormattableString.Invariant(
            $"{sorted[sorted.Length / 2]:0.0} / {sorted[sorted.Length * 99 / 100]:0.0} / {sorted[^1]:0.0} of {sorted.Length}"
        );
    }
}
