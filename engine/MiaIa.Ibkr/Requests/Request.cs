using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Something that can be asked of a Gateway. There is no order among them.</summary>
public abstract record Request
{
    /// <summary>Writes the request as one frame.</summary>
    /// <returns>The frame with its length; it lies in the writer's buffer until the next request is written.</returns>
    /// <exception cref="ArgumentException">A text cannot be sent.</exception>
    public ReadOnlyMemory<byte> WriteTo(RequestWriter writer)
    {
        writer.Begin();
        WriteFields(writer);
        return writer.Frame();
    }

    private protected abstract void WriteFields(RequestWriter writer);
}
