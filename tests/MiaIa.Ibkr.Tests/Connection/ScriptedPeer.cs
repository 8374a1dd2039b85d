using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using MiaIa.Ibkr.Tests.Captures;

namespace MiaIa.Ibkr.Tests.Connection;

/// <summary>The Gateway's side of one connection. Every wait has a bound.</summary>
internal sealed class ScriptedPeer(TcpClient client) : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly NetworkStream _stream = client.GetStream();

    /// <summary>The text of the client's hello.</summary>
    public async Task<string> ReadHelloAsync()
    {
        Assert.That(await ReadBytesAsync(4), Is.EqualTo("API\0"u8.ToArray()));
        return await ReadFrameAsync();
    }

    /// <summary>The client's next frame, with <c>|</c> for NUL.</summary>
    public async Task<string> ReadFrameAsync()
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(await ReadBytesAsync(4));
        return Encoding.ASCII.GetString(await ReadBytesAsync(length)).Replace('\0', '|');
    }

    public async Task SendAsync(params string[] frames)
    {
        await _stream.WriteAsync(frames.SelectMany(Capture.FramedText).ToArray());
    }

    public async Task SendRawAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Hello, startApi, accounts and first id: everything up to ready.</summary>
    public async Task GreetAsync(int version = 176)
    {
        await ReadHelloAsync();
        await SendAsync($"{version}|20260105 09:30:00 Greenwich Mean Time|");
        Assert.That(await ReadFrameAsync(), Is.EqualTo("71|2|999||"));
        await SendAsync("15|1|DU1234567|", "9|1|117|");
    }

    public void Dispose() => client.Dispose();

    private async Task<byte[]> ReadBytesAsync(int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, limit.Token);
        return bytes;
    }
}
