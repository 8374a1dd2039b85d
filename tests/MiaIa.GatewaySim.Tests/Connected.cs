using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Tests.Decoding;

namespace MiaIa.GatewaySim.Tests;

/// <summary>Our own client, connected to a simulated Gateway.</summary>
internal sealed class Connected : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private Connected(SimulatedGateway gateway, TwsConnection connection, RecordingSink sink)
    {
        (Gateway, Connection, Sink) = (gateway, connection, sink);
    }

    public SimulatedGateway Gateway { get; }

    public RecordingSink Sink { get; }

    public TwsConnection Connection { get; }

    public static Contract Spx =>
        new()
        {
            Symbol = "SPX",
            SecurityType = "IND",
            Exchange = "CBOE",
        };

    public static Contract Vix =>
        new()
        {
            Symbol = "VIX",
            SecurityType = "IND",
            Exchange = "CBOE",
        };

    public static Contract Qqq =>
        new()
        {
            Symbol = "QQQ",
            SecurityType = "STK",
            Exchange = "SMART",
        };

    public static async Task<Connected> ToAsync(SimulatedGatewayOptions options, Func<TwsSettings, TwsSettings>? change = null) =>
        await ToAsync(await SimulatedGateway.StartAsync(options), change);

    public static async Task<Connected> ToAsync(SimulatedGateway gateway, Func<TwsSettings, TwsSettings>? change = null)
    {
        var settings = new TwsSettings { Port = gateway.Port, HeartbeatInterval = TimeSpan.FromHours(10) };
        var sink = new RecordingSink();
        var connection = new TwsConnection(change is null ? settings : change(settings), sink, TimeProvider.System);
        await connection.OpenAsync(CancellationToken.None).WaitAsync(Limit);
        return new Connected(gateway, connection, sink);
    }

    /// <summary>Why a client is not let in.</summary>
    public static async Task<SessionEndCause> RefusedAsync(SimulatedGateway gateway, Func<TwsSettings, TwsSettings>? change = null)
    {
        try
        {
            await using var client = await ToAsync(gateway, change);
            throw new AssertionException("the client was let in");
        }
        catch (TwsException e)
        {
            return e.End.Cause;
        }
    }

    public Task AskAsync(Request request) => Connection.SendAsync(request, CancellationToken.None).WaitAsync(Limit);

    public IEnumerable<T> All<T>() => Sink.All.OfType<T>();

    public IEnumerable<Notice> Notices(int code) => All<Notice>().Where(notice => notice.Code == code);

    /// <summary>Waits until a message of this kind has come.</summary>
    public async Task<T> FirstAsync<T>(Func<T, bool> isIt)
    {
        await EventuallyAsync(() => All<T>().Any(isIt), $"a {typeof(T).Name}");
        return All<T>().First(isIt);
    }

    public static async Task EventuallyAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (!condition())
                await Task.Delay(5, limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new AssertionException($"{what} did not come within {Limit.TotalSeconds} s");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await Gateway.DisposeAsync();
    }
}
