"""A plan of our own that leaves something uncertain in every way a plan can."""

DOUBTFUL = """UỶ BAN NHÂN DÂN
TỈNH BÌNH PHƯỚC
Số:      /KH-UBND

Bình Phước, ngày     tháng 4 năm 2024

KẾ HOẠCH
Thực hiện công tác trẻ em năm 2024

Căn cứ Luật Trẻ em năm 2016; Công văn số 12/SYT-NV ngày 05/01/2024 của Sở Y tế; Ủy ban nhân dân tỉnh ban hành Kế \
hoạch này, phù hợp với Quyết định số 15/2023/QĐ-TTg ngày 01/6/2023 của Thủ tướng Chính phủ như sau:

I. NHIỆM VỤ
1. Phổ biến Bộ luật Hình sự.
2. Thực hiện Quyết định số 08/QĐ-TTg ngày 32/01/2023 của Thủ tướng Chính phủ.
3. Sơ kết Quyết định số 15/QĐ-TTg ngày 01/6/2023 của Thủ tướng Chính phủ.
4. Thực hiện Kế hoạch số 99/KH-UBND.

II. TỔ CHỨC THỰC HIỆN
1. Sở Sở Y tế
- Chủ trì triển khai Kế hoạch.
2. Báo cáo kết quả thực hiện trước ngày 15/11/2024.
"""
