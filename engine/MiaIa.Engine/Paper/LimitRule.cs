namespace MiaIa.Engine.Paper;

/// <summary>When a resting limit order counts as filled. Both are counted side by side; the truth lies between them.</summary>
public enum LimitRule : byte
{
    /// <summary>Only when the market trades through its price, and not for more lots than traded there: the lower bound, reported first.</summary>
    Through = 0,

    /// <summary>Also at its price, once what stood before it has traded; cancels count only as far as the level shrinks.</summary>
    Queue = 1,
}
