"""Queries about nothing in plans or laws: kitchen, games, love, stars, and keys struck at random."""

from __future__ import annotations

import random

from damage import bare

_TEXT = """
luộc gà với lá chanh và chấm muối tiêu chanh|cách nấu nước dùng phở bò ngon ngọt xương
bánh xèo giòn rụm cuốn rau sống chấm mắm
kho cá lóc bằng nồi đất với tiêu xanh|pha cà phê sữa đá kiểu vỉa hè|bún riêu cua đồng thêm mắm tôm cà chua
em ơi mùa xuân đến rồi đó|nhớ ai bổi hổi bồi hồi như đứng đống lửa|anh yêu em từ cái nhìn đầu tiên
chiều nay mưa rơi ướt áo em buồn|con mèo mà trèo cây cau hỏi thăm chú chuột|trăng rằm lấp lánh trên sóng biển khuya
tiền đạo sút tung lưới phút bù giờ|thủ môn bay người cản phá quả phạt đền|trọng tài rút thẻ đỏ đuổi trung vệ
tay vợt số một thắng ba ván trắng|cầu lông đánh đôi nam nữ chiều chủ nhật|võ sĩ tung cú đấm móc hạ đo ván
dải ngân hà có hàng trăm tỉ ngôi sao|kính thiên văn chụp lỗ đen siêu khổng lồ|sao chổi bay ngang qua mặt trăng đêm nay
khủng long bạo chúa tuyệt chủng vì thiên thạch|cá heo nhảy múa quanh mạn thuyền|chim cánh cụt ấp trứng giữa bão tuyết
mẹo phá đảo trò chơi nhặt xu né rồng|đàn ghi ta bấm hợp âm la thứ|váy hoa nhí phối giày búp bê xinh xắn
son môi màu cam cháy hợp da ngăm|tết tóc đuôi sam buộc nơ hồng|nuôi chó con biếng ăn hay sủa đêm
leo núi tuyết ngắm hoàng hôn rực rỡ|cắm trại bên suối nướng khoai kể chuyện ma|lặn ngắm san hô đảo nhỏ vắng người
truyện cổ tích cô bé quàng khăn đỏ|phù thủy cưỡi chổi bay qua rừng thẳm|hoàng tử ếch hôn công chúa ngủ trong rừng
thêu hoa sen lên gối lụa tím|móc len gấu bông tặng bạn gái|gấp hạc giấy ngàn con ước điều lành
xem bói bài tây đoán tình duyên|nằm mơ thấy rắn trắng đuổi theo|cung bọ cạp hợp với cung song ngư
"""
_ENGLISH = """
best chocolate cake recipe ever|how to tune a guitar quickly|football world cup final highlights
cute kittens playing with yarn|guide to hiking volcanoes in iceland|learn quantum physics while asleep
"""


def make(count: int = 200, seed: int = 68) -> list[str]:
    """``count`` queries of three to six words: with marks, without, in English, and no words at all."""
    rng = random.Random(seed)
    lines = [part.split() for part in _TEXT.strip().replace("\n", "|").split("|")]
    english = [part.split() for part in _ENGLISH.strip().replace("\n", "|").split("|")]
    found: list[str] = []
    while len(found) < count:
        kind = rng.random()
        if kind < 0.1:
            word = "".join(rng.choice("bcdfghjklmnpqrstvwxz") for _ in range(rng.randint(5, 12)))
            found.append(f"{word} {word[::-1]}")
            continue
        words = rng.choice(english if kind < 0.2 else lines)
        length = min(len(words), rng.randint(3, 6))
        at = rng.randrange(len(words) - length + 1)
        text = " ".join(words[at : at + length])
        found.append(bare(text) if rng.random() < 0.5 else text)
    return found
