"""The head of small plans that tests write: of any district, number and day; its table is open at the end."""

LETTERHEAD = """ĐẢNG BỘ TỈNH QUẢNG TRỊ
HUYỆN ỦY {PLACE}

*
Số {number} - KH/HU

ĐẢNG CỘNG SẢN VIỆT NAM

{place}, ngày {day} tháng 3 năm 2023

KẾ HOẠCH

thực hiện Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư

I - MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Tạo sự thống nhất trong các chi bộ.

II - NHIỆM VỤ, GIẢI PHÁP

TT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian thực hiện
1\tNâng cao chất lượng sinh hoạt chi bộ\t\t\t
"""
