namespace MiaIa.Ibkr.Client;

/// <summary>The Gateway refused a single request. Everything else goes on.</summary>
public sealed class RequestRefusedException : Exception
{
    /// <summary>Names the request and the Gateway's reason.</summary>
    /// <param name="what">What was asked.</param>
    /// <param name="code">IBKR's number.</param>
    /// <param name="text">IBKR's text; it is escaped here.</param>
    public RequestRefusedException(string what, int code, string text)
        : base($"{what} was refused ({code}): {AlertBook.Quoted(text)}")
    {
        Code = code;
    }

    /// <summary>IBKR's number.</summary>
    public int Code { get; }
}
