namespace MiaIa.ZeroMq.Tests;

/// <summary>A ROUTER and a DEALER over TCP that already know each other.</summary>
internal sealed class SocketPair : IDisposable
{
    private readonly ZeroMqContext _context = new();

    internal SocketPair(ZeroMqSocketOptions? router = null, ZeroMqSocketOptions? dealer = null)
    {
        Router = _context.CreateSocket(ZeroMqSocketType.Router, router ?? new ZeroMqSocketOptions { RouterMandatory = true });
        Router.Bind("tcp://127.0.0.1:*");
        Dealer = _context.CreateSocket(ZeroMqSocketType.Dealer, dealer ?? new ZeroMqSocketOptions { Immediate = true });
        Dealer.Connect(Router.LastEndpoint);
        Bounded.Send(Dealer, "hello"u8);
        DealerId = Bounded.Receive(Router);
        Assert.That(Bounded.Receive(Router), Is.EqualTo("hello"u8.ToArray()));
    }

    internal ZeroMqSocket Router { get; }

    internal ZeroMqSocket Dealer { get; }

    internal byte[] DealerId { get; }

    public void Dispose()
    {
        Dealer.Dispose();
        Router.Dispose();
        _context.Dispose();
    }
}
