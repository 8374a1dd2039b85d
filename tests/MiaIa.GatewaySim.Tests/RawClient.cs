using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using MiaIa.Ibkr.Tests.Captures;

namespace MiaIa.GatewaySim.Tests;

/// <summary>A socket that sends what a test writes, and shows what comes with <c>|</c> for NUL.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private RawClient(TcpClient client)
    {
        (_client, _stream) = (client, client.GetStream());
    }

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        return new RawClient(client);
    }

    /// <summary>Connects and starts a session at server version 176.</summary>
    public static async Task<RawClient> StartAsync(int port)
    {
        var raw = await ConnectAsync(port);
        await raw.SendBytesAsync([.. "API\0"u8, .. Capture.Framed("v100..176"u8)]);
        await raw.SendAsync("71|2|5||");
        await raw.NextAsync(text => text.StartsWith("9|1|", StringComparison.Ordinal));
        return raw;
    }

    public Task SendAsync(string text) => SendBytesAsync(Capture.FramedText(text));

    public async Task SendBytesAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>The next message that fits; null when the socket was closed first.</summary>
    public async Task<string?> NextAsync(Func<string, bool> isIt)
    {
        using var limit = new CancellationTokenSource(Connected.Limit);
        var prefix = new byte[4];
        while (await _stream.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, limit.Token) == prefix.Length)
        {
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix)];
            await _stream.ReadExactlyAsync(payload, limit.Token);
            var text = Encoding.Latin1.GetString(payload).Replace('\0', '|');
            if (isIt(text))
                return text;
        }
        return null;
    }

    public void Dispose() => _client.Dispose();
}
